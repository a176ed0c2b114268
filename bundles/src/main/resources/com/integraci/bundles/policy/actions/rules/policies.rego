package bundle

# Of the rules below, those that have something to say of an action.
policy_rules := {
	"bundle.activate": {"policy_replayed", "policy_second_person", "policy_tested"},
	"bundle.approve": {"policy_second_person", "policy_tested"},
}

not_applicable contains id if {
	input.action
	some id in {"policy_replayed", "policy_second_person", "policy_tested"}
	not asked_of(id)
}

asked_of(id) if id in policy_rules[input.action]

# Who approves it, or has.
approver := input.actor.id if input.action == "bundle.approve"

approver := input.bundle.approved_by if input.action == "bundle.activate"

pass contains "policy_second_person" if approver != input.bundle.published_by

missing contains "policy_second_person" if not approver

missing contains "policy_second_person" if not input.bundle.published_by

pass contains "policy_tested" if {
	asked_of("policy_tested")
	input.bundle.coverage_percent >= data.policies.coverage_percent_least
}

missing contains "policy_tested" if not input.bundle.coverage_percent

detail.policy_tested := $"{input.bundle.coverage_percent} of 100 lines" if {
	asked_of("policy_tested")
	input.bundle.coverage_percent < data.policies.coverage_percent_least
}

# An age is a number of whole hours.
pass contains "policy_replayed" if {
	asked_of("policy_replayed")
	input.bundle.replay_hours < data.policies.replay_hours_most
}

missing contains "policy_replayed" if not input.bundle.replay_hours

detail.policy_replayed := $"It is {input.bundle.replay_hours} hours old." if {
	asked_of("policy_replayed")
	input.bundle.replay_hours >= data.policies.replay_hours_most
}
