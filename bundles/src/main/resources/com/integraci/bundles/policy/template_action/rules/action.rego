package bundle

pass contains "by_people" if input.actor.kind == "member"

not_applicable contains "by_people" if {
	input.action
	not input.action in data.by_people
}

missing contains "by_people" if not input.actor

pass contains "in_hours" if {
	clock := substring(input.time, 11, 5)
	clock >= data.in_hours.from
	clock < data.in_hours.to
}

not_applicable contains "in_hours" if {
	input.action
	not input.action in data.in_hours.actions
}

missing contains "in_hours" if not input.time
