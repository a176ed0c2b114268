package bundle

evidence := input.evidence

pass contains "tests_passed" if {
	evidence.tests.failed == 0
	evidence.tests.passed >= data.tests.least
}

missing contains "tests_passed" if not evidence.tests

detail.tests_passed := $"{evidence.tests.failed} failed" if evidence.tests.failed > 0

pass contains "findings_few" if {
	evidence.findings.error == 0
	evidence.findings.warning <= data.findings.warnings
}

missing contains "findings_few" if not evidence.findings

pass contains "no_secrets" if evidence.secrets.found == 0

missing contains "no_secrets" if not evidence.secrets

grave := [vulnerability |
	some vulnerability in evidence.vulnerabilities
	vulnerability.severity in data.vulnerabilities.severities
	not vulnerability.state in data.vulnerabilities.settled
]

pass contains "vulnerabilities_settled" if {
	evidence.vulnerabilities
	count(grave) == 0
}

missing contains "vulnerabilities_settled" if not evidence.vulnerabilities

detail.vulnerabilities_settled := concat(", ", sort([each.id | some each in grave])) if count(grave) > 0

pass contains "licences_allowed" if {
	every licence in evidence.sbom.licences {
		licence in data.licences
	}
	evidence.sbom.without_version == 0
}

missing contains "licences_allowed" if not evidence.sbom

pass contains "built_here" if {
	evidence.provenance.builder in data.builders
	evidence.provenance.commit == input.commit
	endswith(evidence.provenance.source, concat("", ["/", input.service]))
}

missing contains "built_here" if not evidence.provenance

pass contains "artifact_attested" if input.artifact.digest == evidence.provenance.digest

missing contains "artifact_attested" if not input.artifact

pass contains "ref_protected" if {
	input.change.ref_protected
	some beginning in data.refs
	startswith(input.change.ref, beginning)
}

missing contains "ref_protected" if not input.change.ref

pass contains "reviewed" if {
	some review in input.change.reviews
	review.approves
	review.by != input.change.author
	review.commit == input.commit
}

missing contains "reviewed" if not input.change.reviews

approvers contains approval.by if {
	some approval in input.approvals
	approval.commit == input.commit
	approval.by != input.change.author
}

pass contains "approved" if count(approvers) >= data.approvals[input.change.impact]

not_applicable contains "approved" if input.environment in data.environments

missing contains "approved" if not input.approvals
