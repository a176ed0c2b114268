package bundle

verification_rules := {"verification_level", "verification_passed"}

not_applicable contains id if {
	data.verification.verifiers == []
	some id in verification_rules
}

# Summaries of this artifact by verifiers that are trusted. One from the future is as good as none.
verified := [summary |
	some summary in input.evidence.verifications
	input.artifact.digest in summary.digests
	summary.verified <= input.time
	allows(data.verification.verifiers, summary.verifier)
]

refusing := {summary.verifier |
	some summary in verified
	summary.result != "passed"
}

pass contains "verification_passed" if {
	count(verified) > 0
	count(refusing) == 0
}

detail.verification_passed := listed(refusing) if count(refusing) > 0

build_level := max([summary.build_level |
	some summary in verified
	summary.result == "passed"
])

pass contains "verification_level" if build_level >= data.verification.build_level_least

detail.verification_level := $"verified is {build_level}" if build_level

missing contains id if {
	not input.evidence.verifications
	some id in verification_rules
}

missing contains id if {
	not input.artifact.digest
	some id in verification_rules
}
