package bundle_test

test_policy_second_person__passes if {
	passes("policy_second_person", activating)
	passes("policy_second_person", approving)
}

test_policy_second_person__fails if {
	fails("policy_second_person", with_bundle(activating, {"approved_by": "m-1"}))
	fails("policy_second_person", with_actor(approving, {"id": "m-1"}))
}

# Who activates may be who published it, and who approves need not be who activates.
test_policy_second_person__boundary if {
	passes("policy_second_person", with_actor(activating, {"id": "m-2"}))
	passes("policy_second_person", with_actor(activating, {"id": "m-9"}))
	not_applicable("policy_second_person", granting)
}

test_policy_second_person__missing if {
	lacks("policy_second_person", without(activating, "bundle/approved_by"))
	lacks("policy_second_person", without(activating, "bundle"))
	lacks("policy_second_person", without(approving, "bundle/published_by"))
}

test_policy_tested__passes if passes("policy_tested", activating)

test_policy_tested__fails if {
	few := with_bundle(activating, {"coverage_percent": 60})
	fails("policy_tested", few)
	said("policy_tested", few) == "60 of 100 lines"
}

test_policy_tested__boundary if {
	passes("policy_tested", with_bundle(approving, {"coverage_percent": 95}))
	fails("policy_tested", with_bundle(approving, {"coverage_percent": 94}))
	not_applicable("policy_tested", storing)
}

test_policy_tested__missing if lacks("policy_tested", without(activating, "bundle/coverage_percent"))

test_policy_replayed__passes if passes("policy_replayed", activating)

test_policy_replayed__fails if {
	old := with_bundle(activating, {"replay_hours": 240})
	fails("policy_replayed", old)
	said("policy_replayed", old) == "It is 240 hours old."
}

test_policy_replayed__boundary if {
	passes("policy_replayed", with_bundle(activating, {"replay_hours": 23}))
	fails("policy_replayed", with_bundle(activating, {"replay_hours": 24}))
	not_applicable("policy_replayed", approving)
}

test_policy_replayed__missing if {
	lacks("policy_replayed", without(activating, "bundle/replay_hours"))
	lacks("policy_replayed", without(activating, "bundle"))
}
