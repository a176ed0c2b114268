package bundle_test

# In place of the first attestation.
attesting(changes) := but({"evidence": {"attestations": [
	object.union(good.evidence.attestations[0], changes),
	good.evidence.attestations[1],
]}})

test_attestations_match__passes if passes("attestations_match", good)

test_attestations_match__fails if {
	other := attesting({"digests": [other_digest]})
	fails("attestations_match", other)
	said("attestations_match", other) == "https://slsa.dev/provenance/v1"
	fails("attestations_match", attesting({"digests": [], "commits": [earlier_commit]}))
}

# One of several artifacts is enough, and so is the commit; of what was not read nothing counts.
test_attestations_match__boundary if {
	passes("attestations_match", attesting({"digests": [other_digest, this_digest]}))
	passes("attestations_match", attesting({"digests": [other_digest], "commits": [this_commit]}))
	passes("attestations_match", attesting({"digests": [other_digest], "read": false}))
}

test_attestations_match__missing if {
	lacks("attestations_match", attesting({"digests": []}))
	lacks("attestations_match", without("artifact"))
}

# What is known to be of something else outweighs what can't be known.
test_attestations_match__missing_is_no_excuse if {
	stale := object.union(good.evidence.attestations[1], {"commits": [earlier_commit]})
	unknown := object.union(good.evidence.attestations[0], {"digests": []})
	fails("attestations_match", but({"evidence": {"attestations": [stale, unknown]}}))
}

test_attestations_match__boundary_without_any_it_has_nothing_to_say if {
	not_applicable("attestations_match", without("evidence/attestations"))
	not_applicable("attestations_match", but({"evidence": {"attestations": []}}))
	unread := object.union(good.evidence.attestations[0], {"read": false})
	not_applicable("attestations_match", but({"evidence": {"attestations": [unread]}}))
}

unsigned_but(names) := but({"evidence": {"signed": names}})

test_sbom_signed__passes if passes("sbom_signed", good)

test_sbom_signed__fails if {
	fails("sbom_signed", unsigned_but([]))
	fails("sbom_signed", without("evidence/signed"))
}

# Whatever else is signed, the bill has to be. And whoever does not ask for it does not need it.
test_sbom_signed__boundary if {
	fails("sbom_signed", unsigned_but(["tests", "vulnerabilities"]))
	passes("sbom_signed", unsigned_but(["sbom"]))
	outcome("sbom_signed", unsigned_but([]), limits_but({"sbom": {"signed": false}})) == "not_applicable"
}

test_sbom_signed__missing if {
	lacks("sbom_signed", json.remove(unsigned_but(["tests"]), ["evidence/sbom"]))
}

test_tests_signed__passes if passes("tests_signed", good)

test_tests_signed__fails if {
	fails("tests_signed", unsigned_but([]))
	fails("tests_signed", without("evidence/signed"))
}

test_tests_signed__boundary if {
	fails("tests_signed", unsigned_but(["sbom", "vulnerabilities"]))
	passes("tests_signed", unsigned_but(["tests"]))
	outcome("tests_signed", unsigned_but([]), limits_but({"tests": {"signed": false}})) == "not_applicable"
}

test_tests_signed__missing if {
	lacks("tests_signed", json.remove(unsigned_but(["sbom"]), ["evidence/tests"]))
}
