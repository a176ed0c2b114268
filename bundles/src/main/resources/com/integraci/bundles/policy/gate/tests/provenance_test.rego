package bundle_test

built(changes) := but({"evidence": {"provenance": changes}})

unsigned := without("evidence/provenance")

test_provenance_complete__passes if passes("provenance_complete", good)

test_provenance_complete__fails if {
	bare := json.remove(good, ["evidence/provenance/source", "evidence/provenance/digest"])
	fails("provenance_complete", bare)
	said("provenance_complete", bare) == "without digest, source"
}

# No parameters is an answer; not to say which there were is none.
test_provenance_complete__boundary if {
	passes("provenance_complete", built({"parameters": []}))
	fails("provenance_complete", without("evidence/provenance/parameters"))
}

test_provenance_complete__missing if lacks("provenance_complete", unsigned)

test_provenance_builder__passes if passes("provenance_builder", good)

test_provenance_builder__fails if {
	stranger := built({"builder": "https://ci.example.com/runners/4"})
	fails("provenance_builder", stranger)
	said("provenance_builder", stranger) == "https://ci.example.com/runners/4"
}

test_provenance_builder__boundary if {
	fails("provenance_builder", built({"builder": "https://ci.example.org/runners"}))
}

test_provenance_builder__boundary_nobody_is_trusted_until_named if {
	nobody := {"provenance": {"builders": [], "build_types": [], "sources": []}}
	every rule in ["provenance_builder", "provenance_build_type", "provenance_source"] {
		fails_by(rule, good, nobody)
	}
}

test_provenance_builder__missing if lacks("provenance_builder", unsigned)

test_provenance_build_type__passes if passes("provenance_build_type", good)

test_provenance_build_type__fails if {
	shell := built({"build_type": "https://ci.example.org/shell/v1"})
	fails("provenance_build_type", shell)
	said("provenance_build_type", shell) == "https://ci.example.org/shell/v1"
}

test_provenance_build_type__boundary if {
	fails("provenance_build_type", built({"build_type": "https://ci.example.org/build/v11"}))
}

test_provenance_build_type__missing if {
	lacks("provenance_build_type", unsigned)
	lacks("provenance_build_type", without("evidence/provenance/build_type"))
}

test_provenance_source__passes if passes("provenance_source", good)

test_provenance_source__fails if {
	fork := built({"source": "https://git.example.org/else/shop"})
	fails("provenance_source", fork)
	said("provenance_source", fork) == "https://git.example.org/else/shop"
}

# The repository of another service of the same team.
test_provenance_source__boundary if {
	fails("provenance_source", built({"source": "https://git.example.org/acme/shop2"}))
}

test_provenance_source__missing if {
	lacks("provenance_source", unsigned)
	lacks("provenance_source", without("evidence/provenance/source"))
}

test_provenance_commit__passes if passes("provenance_commit", good)

test_provenance_commit__fails if {
	stale := built({"commit": earlier_commit})
	fails("provenance_commit", stale)
	said("provenance_commit", stale) == concat("", ["built from ", earlier_commit])
}

# A beginning of it is not the commit.
test_provenance_commit__boundary if {
	fails("provenance_commit", built({"commit": substring(this_commit, 0, 39)}))
}

test_provenance_commit__missing if lacks("provenance_commit", unsigned)

test_provenance_parameters__passes if passes("provenance_parameters", good)

test_provenance_parameters__fails if {
	steered := built({"parameters": ["skip_tests", "debug", "target"]})
	fails("provenance_parameters", steered)
	said("provenance_parameters", steered) == "skip_tests, target"
}

test_provenance_parameters__boundary if passes("provenance_parameters", built({"parameters": ["debug"]}))

test_provenance_parameters__missing if {
	lacks("provenance_parameters", unsigned)
	lacks("provenance_parameters", without("evidence/provenance/parameters"))
}

test_artifact_attested__passes if passes("artifact_attested", good)

test_artifact_attested__fails if {
	other := built({"digest": other_digest})
	fails("artifact_attested", other)
	said("artifact_attested", other) == concat("", ["built was ", other_digest])
}

# The last digit alone tells them apart.
test_artifact_attested__boundary if {
	fails("artifact_attested", but({"artifact": {"digest": other_digest}}))
}

test_artifact_attested__missing if {
	lacks("artifact_attested", without("artifact"))
	lacks("artifact_attested", without("evidence/provenance/digest"))
}
