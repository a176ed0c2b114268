package bundle

not_applicable contains id if {
	input.action
	input.action != "grant.create"
	some id in {"grant_bounded", "grant_to_other"}
}

pass contains "grant_bounded" if {
	input.action == "grant.create"
	input.grant.hours <= data.grants.hours_most[input.grant.role]
}

missing contains "grant_bounded" if not input.grant

detail.grant_bounded := $"{input.grant.hours} hours as {input.grant.role}, of {most} at most" if {
	input.action == "grant.create"
	most := data.grants.hours_most[input.grant.role]
	input.grant.hours > most
}

pass contains "grant_to_other" if {
	input.action == "grant.create"
	input.grant.member != input.actor.id
}

missing contains "grant_to_other" if not input.grant

missing contains "grant_to_other" if not input.actor.id
