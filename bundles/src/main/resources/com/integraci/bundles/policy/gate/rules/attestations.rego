# Statements that trusted keys signed. Facts carry none whose signature does not hold.
package bundle

# Of a type that is not read nothing was taken, so that it does not matter what it is about.
attested := [attestation |
	some attestation in input.evidence.attestations
	attestation.read
]

about_this(attestation) if input.artifact.digest in attestation.digests

about_this(attestation) if input.commit in attestation.commits

strangers := {attestation.predicate_type |
	some attestation in attested
	not about_this(attestation)
}

# Those that speak of something that this can be compared with.
mistaken := {attestation.predicate_type |
	some attestation in attested
	not about_this(attestation)
	comparable(attestation)
}

comparable(attestation) if count(attestation.commits) > 0

comparable(attestation) if {
	input.artifact.digest
	count(attestation.digests) > 0
}

not_applicable contains "attestations_match" if count(attested) == 0

pass contains "attestations_match" if {
	count(attested) > 0
	count(strangers) == 0
}

missing contains "attestations_match" if {
	count(strangers) > 0
	count(mistaken) == 0
}

detail.attestations_match := listed(strangers) if count(strangers) > 0

not_applicable contains "sbom_signed" if data.sbom.signed == false

pass contains "sbom_signed" if "sbom" in input.evidence.signed

missing contains "sbom_signed" if not input.evidence.sbom

not_applicable contains "tests_signed" if data.tests.signed == false

pass contains "tests_signed" if "tests" in input.evidence.signed

missing contains "tests_signed" if not input.evidence.tests
