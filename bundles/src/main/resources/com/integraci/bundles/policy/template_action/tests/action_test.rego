package bundle_test

import data.bundle

asked(action, kind, clock) := {
	"action": action,
	"actor": {"kind": kind},
	"time": $"2026-12-01T{clock}Z",
}

test_by_people__passes if {
	"by_people" in bundle.pass with input as asked("grant.create", "member", "10:00:00")
}

test_by_people__fails if {
	facts := asked("grant.create", "service", "10:00:00")
	not "by_people" in bundle.pass with input as facts
	not "by_people" in bundle.not_applicable with input as facts
}

test_by_people__boundary if {
	"by_people" in bundle.not_applicable with input as asked("secret.put", "service", "10:00:00")
}

test_by_people__missing if {
	facts := {"action": "grant.create"}
	"by_people" in bundle.missing with input as facts
	not "by_people" in bundle.pass with input as facts
}

test_in_hours__passes if {
	"in_hours" in bundle.pass with input as asked("secret.delete", "member", "10:00:00")
}

test_in_hours__fails if {
	facts := asked("secret.delete", "member", "22:00:00")
	not "in_hours" in bundle.pass with input as facts
	not "in_hours" in bundle.not_applicable with input as facts
}

test_in_hours__boundary if "in_hours" in bundle.pass with input as asked("secret.delete", "member", "07:00:00")

test_in_hours__boundary_last if {
	"in_hours" in bundle.pass with input as asked("secret.delete", "member", "16:59:59")
}

test_in_hours__boundary_over if {
	not "in_hours" in bundle.pass with input as asked("secret.delete", "member", "17:00:00")
}

test_in_hours__boundary_other_action if {
	"in_hours" in bundle.not_applicable with input as asked("secret.put", "member", "22:00:00")
}

test_in_hours__missing if "in_hours" in bundle.missing with input as {"action": "secret.delete"}
