package bundle_test

test_grant_bounded__passes if passes("grant_bounded", granting)

test_grant_bounded__fails if {
	long := with_grant({"hours": 100})
	fails("grant_bounded", long)
	said("grant_bounded", long) == "100 hours as admin, of 72 at most"
}

test_grant_bounded__boundary if {
	passes("grant_bounded", with_grant({"hours": 72}))
	fails("grant_bounded", with_grant({"hours": 73}))
	passes("grant_bounded", with_grant({"role": "developer", "hours": 720}))
	fails("grant_bounded", with_grant({"role": "maintainer", "hours": 1}))
	not_applicable("grant_bounded", activating)
}

test_grant_bounded__missing if lacks("grant_bounded", without(granting, "grant"))

test_grant_to_other__passes if passes("grant_to_other", granting)

test_grant_to_other__fails if fails("grant_to_other", with_grant({"member": "m-1"}))

test_grant_to_other__boundary if {
	passes("grant_to_other", with_grant({"member": "m-11"}))
	not_applicable("grant_to_other", storing)
}

test_grant_to_other__missing if {
	lacks("grant_to_other", without(granting, "grant"))
	lacks("grant_to_other", without(granting, "actor"))
}
