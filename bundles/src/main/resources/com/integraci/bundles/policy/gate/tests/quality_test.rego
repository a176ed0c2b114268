package bundle_test

found(evidence) := but({"evidence": evidence})

tested(passed, failed, skipped) := found({"tests": {
	"passed": passed,
	"failed": failed,
	"skipped": skipped,
}})

test_tests_ran__passes if passes("tests_ran", good)

test_tests_ran__fails if {
	fails("tests_ran", tested(0, 0, 12))
	said("tests_ran", tested(0, 0, 12)) == "0 of 1"
}

test_tests_ran__boundary if passes("tests_ran", tested(1, 0, 0))

test_tests_ran__missing if lacks("tests_ran", without("evidence/tests"))

test_tests_passed__passes if passes("tests_passed", good)

test_tests_passed__fails if {
	fails("tests_passed", tested(12, 3, 0))
	said("tests_passed", tested(12, 3, 0)) == "3 failed"
}

test_tests_passed__boundary if fails("tests_passed", tested(1000, 1, 0))

test_tests_passed__missing if lacks("tests_passed", without("evidence/tests"))

test_tests_not_skipped__passes if passes("tests_not_skipped", tested(12, 0, 0))

test_tests_not_skipped__fails if {
	fails("tests_not_skipped", tested(10, 0, 10))
	said("tests_not_skipped", tested(10, 0, 10)) == "10 of 20"
	fails("tests_not_skipped", tested(0, 0, 0))
}

test_tests_not_skipped__boundary if {
	passes("tests_not_skipped", tested(89, 1, 10))
	fails("tests_not_skipped", tested(89, 0, 10))
}

test_tests_not_skipped__missing if lacks("tests_not_skipped", without("evidence/tests"))

findings(error, warning) := found({"findings": {"error": error, "warning": warning, "note": 99}})

test_findings_errors__passes if passes("findings_errors", good)

test_findings_errors__fails if {
	fails("findings_errors", findings(1, 0))
	said("findings_errors", findings(1, 0)) == "1 of level error"
}

test_findings_errors__boundary if {
	passes_by("findings_errors", findings(2, 0), {"findings": {"error_most": 2}})
	fails_by("findings_errors", findings(3, 0), {"findings": {"error_most": 2}})
}

test_findings_errors__missing if lacks("findings_errors", without("evidence/findings"))

test_findings_warnings__passes if passes("findings_warnings", good)

test_findings_warnings__fails if {
	fails("findings_warnings", findings(0, 30))
	said("findings_warnings", findings(0, 30)) == "30 of level warning"
}

test_findings_warnings__boundary if {
	passes("findings_warnings", findings(0, 10))
	fails("findings_warnings", findings(0, 11))
}

test_findings_warnings__missing if lacks("findings_warnings", without("evidence/findings"))

test_secrets_none__passes if passes("secrets_none", good)

test_secrets_none__fails if {
	fails("secrets_none", found({"secrets": {"found": 4}}))
	said("secrets_none", found({"secrets": {"found": 4}})) == "4 found"
}

test_secrets_none__boundary if fails("secrets_none", found({"secrets": {"found": 1}}))

test_secrets_none__missing if lacks("secrets_none", without("evidence/secrets"))
