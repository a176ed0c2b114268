package bundle_test

import data.bundle

one_exception(changes) := but({"exceptions": [object.union(good.exceptions[0], changes)]})

exception_without(name) := but({"exceptions": [json.remove(good.exceptions[0], [name])]})

test_exceptions_approved__passes if passes("exceptions_approved", good)

test_exceptions_approved__fails if {
	alone := one_exception({"approved_by": "m-1"})
	fails("exceptions_approved", alone)
	said("exceptions_approved", alone) == "e-1"
}

# Whoever approves does not answer for it either; who asks may.
test_exceptions_approved__boundary if {
	passes("exceptions_approved", one_exception({"owner": "m-1"}))
	fails("exceptions_approved", one_exception({"owner": "m-2"}))
	two := [good.exceptions[0], object.union(good.exceptions[0], {"approved_by": "m-3"})]
	fails("exceptions_approved", but({"exceptions": two}))
}

test_exceptions_approved__missing if {
	every name in ["owner", "asked_by", "approved_by"] {
		lacks("exceptions_approved", exception_without(name))
	}
}

test_exceptions_bounded__passes if passes("exceptions_bounded", good)

test_exceptions_bounded__fails if {
	late := one_exception({"days": 90})
	fails("exceptions_bounded", late)
	said("exceptions_bounded", late) == "e-1"
}

test_exceptions_bounded__boundary if {
	passes("exceptions_bounded", one_exception({"days": 30}))
	fails("exceptions_bounded", one_exception({"days": 31}))
	fails_by("exceptions_bounded", good, {"exceptions": {"days_most": 13}})
}

test_exceptions_bounded__missing if lacks("exceptions_bounded", exception_without("days"))

test_exceptions_without_any_no_rule_speaks if {
	every rule in bundle.exception_rules {
		not_applicable(rule, without("exceptions"))
		not_applicable(rule, but({"exceptions": []}))
	}
}
