package bundle_test

import data.bundle

summing(changes) := but({"evidence": {"verifications": [object.union(good.evidence.verifications[0], changes)]}})

# The one that is good, and another.
summing_also(changes) := but({"evidence": {"verifications": [
	good.evidence.verifications[0],
	object.union(good.evidence.verifications[0], changes),
]}})

unverified := without("evidence/verifications")

test_verification_passed__passes if passes("verification_passed", good)

test_verification_passed__fails if {
	failed := summing({"result": "failed"})
	fails("verification_passed", failed)
	said("verification_passed", failed) == "https://verify.example.org/production"
	fails("verification_passed", summing({"verifier": "https://verify.example.com/production"}))
	fails("verification_passed", summing({"digests": [other_digest]}))
}

# One that refuses is enough, if it is trusted and of this artifact.
test_verification_passed__boundary if {
	fails("verification_passed", summing_also({"result": "failed"}))
	passes("verification_passed", summing_also({"result": "failed", "digests": [other_digest]}))
	passes("verification_passed", summing_also({"result": "failed", "verifier": "https://x.example"}))
	passes("verification_passed", summing({"verified": good.time}))
	fails("verification_passed", summing({"verified": "2026-12-01T08:00:01Z"}))
	fails("verification_passed", but({"evidence": {"verifications": []}}))
}

test_verification_passed__missing if {
	lacks("verification_passed", unverified)
	lacks("verification_passed", without("artifact"))
}

test_verification_level__passes if passes("verification_level", good)

test_verification_level__fails if {
	low := summing({"build_level": 1})
	fails("verification_level", low)
	said("verification_level", low) == "verified is 1"
	fails("verification_level", summing({"result": "failed"}))
	levelless := json.remove(good, ["evidence/verifications/0/build_level"])
	fails("verification_level", levelless)
}

# The highest counts; a summary of another artifact, or by nobody known, does not.
test_verification_level__boundary if {
	passes_by("verification_level", good, {"verification": {"build_level_least": 2}})
	fails_by("verification_level", good, {"verification": {"build_level_least": 3}})
	three := {"verification": {"build_level_least": 3}}
	passes_by("verification_level", summing_also({"build_level": 3}), three)
	other := {"build_level": 3, "digests": [other_digest]}
	fails_by("verification_level", summing_also(other), three)
	stranger := {"build_level": 3, "verifier": "https://x.example"}
	fails_by("verification_level", summing_also(stranger), three)
}

test_verification_level__missing if {
	lacks("verification_level", unverified)
	lacks("verification_level", without("artifact"))
}

test_verification_without_verifiers_no_rule_speaks if {
	every rule in bundle.verification_rules {
		outcome(rule, unverified, limits_but({"verification": {"verifiers": []}})) == "not_applicable"
	}
}
