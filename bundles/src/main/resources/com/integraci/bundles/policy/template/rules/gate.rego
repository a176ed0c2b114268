package bundle

pass contains "tests_passed" if {
	input.evidence.tests.failed == 0
	input.evidence.tests.passed >= data.tests.least
}

missing contains "tests_passed" if not input.evidence.tests

detail.tests_passed := $"{input.evidence.tests.failed} failed" if {
	input.evidence.tests.failed > 0
}

detail.tests_passed := $"{input.evidence.tests.passed} passed, {data.tests.least} are needed" if {
	input.evidence.tests.failed == 0
	input.evidence.tests.passed < data.tests.least
}

pass contains "reviewed" if {
	some review in input.change.reviews
	review.approves
	review.by != input.change.author
	review.commit == input.commit
}

missing contains "reviewed" if not input.change.reviews
