package bundle_test

test_second_factor__passes if passes("second_factor", granting)

test_second_factor__fails if fails("second_factor", with_actor(granting, {"second_factor": false}))

test_second_factor__boundary if {
	not_applicable("second_factor", storing)
	not_applicable("second_factor", with_actor(granting, {"kind": "service"}))
	unremarkable := object.union(granting, {"action": "group.create"})
	not_applicable("second_factor", with_actor(unremarkable, {"second_factor": false}))
}

test_second_factor__missing if {
	lacks("second_factor", without(granting, "actor/second_factor"))
	lacks("second_factor", without(granting, "actor"))
}

test_people_act__passes if passes("people_act", granting)

test_people_act__fails if fails("people_act", with_actor(granting, {"kind": "service"}))

test_people_act__boundary if {
	not_applicable("people_act", storing)
	fails("people_act", with_actor(granting, {"kind": "system"}))
}

test_people_act__missing if {
	lacks("people_act", without(granting, "actor"))
	lacks("people_act", without(granting, "action"))
}
