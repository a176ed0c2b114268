package bundle

sensitive if input.action in data.sensitive.actions

unremarkable if {
	data.sensitive.actions
	input.action
	not sensitive
}

pass contains "second_factor" if {
	sensitive
	input.actor.kind == "member"
	input.actor.second_factor == true
}

not_applicable contains "second_factor" if unremarkable

# Programs have keys of their own; whether they may do this at all is another rule's.
not_applicable contains "second_factor" if input.actor.kind == "service"

missing contains "second_factor" if not signed_in_somehow

# Whether it is true or not.
signed_in_somehow if input.actor.second_factor in {true, false}

pass contains "people_act" if {
	sensitive
	input.actor.kind == "member"
}

not_applicable contains "people_act" if unremarkable

missing contains "people_act" if not input.actor.kind

missing contains "people_act" if not input.action
