package bundle_test

approved(by) := but({"approvals": [{"by": person, "commit": this_commit} | some person in by]})

of_impact(facts, impact) := object.union(facts, {"change": {"impact": impact}})

test_approval_given__passes if passes("approval_given", good)

test_approval_given__fails if fails("approval_given", approved([]))

test_approval_given__boundary if {
	stale := but({"approvals": [{"by": "u-3", "commit": earlier_commit}]})
	fails("approval_given", stale)
	said("approval_given", stale) == "none of the approvals is of this commit"
}

test_approval_given__missing if lacks("approval_given", without("approvals"))

test_approval_given__missing_before_production if {
	not_applicable("approval_given", object.union(without("approvals"), {"environment": "test"}))
}

test_approval_by_impact__passes if passes("approval_by_impact", good)

test_approval_by_impact__fails if {
	alone := of_impact(good, "high")
	fails("approval_by_impact", alone)
	said("approval_by_impact", alone) == "1 of 2 for high impact"
}

test_approval_by_impact__boundary if {
	passes("approval_by_impact", of_impact(approved(["u-3", "u-4"]), "high"))
	fails("approval_by_impact", of_impact(approved(["u-3", "u-3"]), "high"))
}

test_approval_by_impact__missing if {
	lacks("approval_by_impact", without("approvals"))
	lacks("approval_by_impact", without("change/impact"))
}

test_approval_not_by_author__passes if passes("approval_not_by_author", good)

test_approval_not_by_author__fails if fails("approval_not_by_author", approved(["u-1"]))

# One more who is somebody else does not make it right.
test_approval_not_by_author__boundary if {
	fails("approval_not_by_author", approved(["u-3", "u-1"]))
	fails("approval_not_by_author", approved([]))
}

test_approval_not_by_author__missing if {
	lacks("approval_not_by_author", without("approvals"))
	lacks("approval_not_by_author", without("change"))
}

test_approval_not_by_starter__passes if passes("approval_not_by_starter", good)

test_approval_not_by_starter__fails if fails("approval_not_by_starter", approved(["u-2"]))

test_approval_not_by_starter__boundary if {
	fails("approval_not_by_starter", approved(["u-3", "u-2"]))
	fails("approval_not_by_starter", approved([]))
}

test_approval_not_by_starter__missing if {
	lacks("approval_not_by_starter", without("approvals"))
	lacks("approval_not_by_starter", without("change/starter"))
}
