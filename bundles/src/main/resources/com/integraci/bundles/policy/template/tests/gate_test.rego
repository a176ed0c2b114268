package bundle_test

import data.bundle

commit := "0123456789abcdef0123456789abcdef01234567"

earlier := "fedcba9876543210fedcba9876543210fedcba98"

tests(passed, failed) := {"evidence": {"tests": {"passed": passed, "failed": failed, "skipped": 0}}}

reviewed(by, of) := {
	"commit": commit,
	"change": {"author": "u-1", "reviews": [{"by": by, "commit": of, "approves": true}]},
}

test_tests_passed__passes if "tests_passed" in bundle.pass with input as tests(12, 0)

test_tests_passed__fails if {
	not "tests_passed" in bundle.pass with input as tests(12, 1)
	bundle.detail.tests_passed == "1 failed" with input as tests(12, 1)
}

test_tests_passed__boundary if "tests_passed" in bundle.pass with input as tests(1, 0)

test_tests_passed__boundary_none_ran if {
	not "tests_passed" in bundle.pass with input as tests(0, 0)
	startswith(bundle.detail.tests_passed, "0 passed") with input as tests(0, 0)
}

test_tests_passed__missing if "tests_passed" in bundle.missing with input as {"evidence": {}}

test_reviewed__passes if "reviewed" in bundle.pass with input as reviewed("u-2", commit)

test_reviewed__fails if not "reviewed" in bundle.pass with input as reviewed("u-1", commit)

test_reviewed__boundary if not "reviewed" in bundle.pass with input as reviewed("u-2", earlier)

test_reviewed__missing if "reviewed" in bundle.missing with input as {"change": {"author": "u-1"}}
