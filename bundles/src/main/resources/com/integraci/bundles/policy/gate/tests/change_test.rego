package bundle_test

changed(change) := but({"change": change})

test_change_reason__passes if passes("change_reason", good)

test_change_reason__fails if fails("change_reason", changed({"reason": "fix"}))

test_change_reason__boundary if {
	passes("change_reason", changed({"reason": "0123456789"}))
	fails("change_reason", changed({"reason": " 012345678 "}))
}

test_change_reason__missing if lacks("change_reason", without("change/reason"))

test_change_ticket__passes if passes("change_ticket", good)

test_change_ticket__fails if {
	fails("change_ticket", changed({"ticket": "none"}))
	said("change_ticket", changed({"ticket": "none"})) == "none"
}

test_change_ticket__boundary if {
	every ticket in ["A-1", "#12", "4711"] {
		passes("change_ticket", changed({"ticket": ticket}))
	}
	every ticket in ["A-", "A-0", "a-1", "A-1 and more", "#"] {
		fails("change_ticket", changed({"ticket": ticket}))
	}
}

test_change_ticket__missing if lacks("change_ticket", without("change/ticket"))

frost := {"freeze": {"windows": [
	{"from": "2026-11-27T00:00:00Z", "to": "2026-12-01T08:00:00Z"},
	{"from": "2026-12-24T00:00:00Z", "to": "2027-01-02T00:00:00Z"},
]}}

test_change_freeze__passes if {
	passes_by("change_freeze", but({"time": "2026-12-12T00:00:00Z"}), frost)
}

test_change_freeze__fails if {
	fails_by("change_freeze", but({"time": "2026-12-31T00:00:00Z"}), frost)
}

test_change_freeze__boundary if {
	passes_by("change_freeze", good, frost)
	fails_by("change_freeze", but({"time": "2026-12-01T07:59:59Z"}), frost)
	fails_by("change_freeze", but({"time": "2026-12-24T00:00:00Z"}), frost)
	passes_by("change_freeze", but({"time": "2026-12-23T23:59:59Z"}), frost)
}

test_change_freeze__fails_while_a_window_has_no_end if {
	fails_by("change_freeze", good, {"freeze": {"windows": [{"from": "2027-01-01T00:00:00Z"}]}})
}

test_change_freeze__missing if {
	outcome("change_freeze", without("time"), limits_but(frost)) == "missing"
}

test_ref_protected__passes if passes("ref_protected", good)

test_ref_protected__fails if fails("ref_protected", changed({"ref_protected": false}))

# Not to know is not the same as to know that it isn't.
test_ref_protected__boundary if not fails("ref_protected", without("change/ref_protected"))

test_ref_protected__missing if {
	lacks("ref_protected", without("change/ref_protected"))
	lacks("ref_protected", without("change"))
}

test_ref_released__passes if {
	every ref in ["main", "refs/heads/main", "release/1.4", "refs/tags/v1.4.0"] {
		passes("ref_released", changed({"ref": ref}))
	}
}

test_ref_released__fails if {
	fails("ref_released", changed({"ref": "refs/heads/try-it"}))
	said("ref_released", changed({"ref": "refs/heads/try-it"})) == "refs/heads/try-it"
}

test_ref_released__boundary if fails("ref_released", changed({"ref": "refs/heads/main2"}))

test_ref_released__missing if lacks("ref_released", without("change/ref"))

test_rollback_revision__passes if passes("rollback_revision", good)

test_rollback_revision__fails if {
	fails("rollback_revision", but({"rollback": {"commit": this_commit}}))
}

# One digit apart is another commit.
test_rollback_revision__boundary if {
	near := concat("", [substring(this_commit, 0, 39), "8"])
	passes("rollback_revision", but({"rollback": {"commit": near}}))
}

test_rollback_revision__missing if lacks("rollback_revision", without("rollback"))

test_rollback_health_check__passes if passes("rollback_health_check", good)

test_rollback_health_check__fails if {
	fails("rollback_health_check", but({"rollback": {"health_check": false}}))
}

# It does not matter to it that there is nothing to go back to.
test_rollback_health_check__boundary if {
	passes("rollback_health_check", but({"rollback": {"commit": this_commit}}))
}

test_rollback_health_check__missing if lacks("rollback_health_check", without("rollback"))
