package bundle

tests := input.evidence.tests

pass contains "tests_ran" if tests.passed >= data.tests.passed_least

missing contains "tests_ran" if not tests

detail.tests_ran := $"{tests.passed} of {data.tests.passed_least}" if tests

pass contains "tests_passed" if tests.failed == 0

missing contains "tests_passed" if not tests

detail.tests_passed := $"{tests.failed} failed" if tests.failed > 0

all_tests := (tests.passed + tests.failed) + tests.skipped

pass contains "tests_not_skipped" if {
	all_tests > 0
	100 * tests.skipped <= data.tests.skipped_percent_most * all_tests
}

missing contains "tests_not_skipped" if not tests

detail.tests_not_skipped := $"{tests.skipped} of {all_tests}" if tests

findings := input.evidence.findings

pass contains "findings_errors" if findings.error <= data.findings.error_most

missing contains "findings_errors" if not findings

detail.findings_errors := $"{findings.error} of level error" if findings

pass contains "findings_warnings" if findings.warning <= data.findings.warning_most

missing contains "findings_warnings" if not findings

detail.findings_warnings := $"{findings.warning} of level warning" if findings

pass contains "secrets_none" if input.evidence.secrets.found == 0

missing contains "secrets_none" if not input.evidence.secrets

detail.secrets_none := $"{input.evidence.secrets.found} found" if input.evidence.secrets
