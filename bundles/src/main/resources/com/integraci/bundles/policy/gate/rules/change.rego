package bundle

pass contains "change_reason" if {
	production
	count(trim_space(input.change.reason)) >= data.change.reason_characters_least
}

missing contains "change_reason" if not input.change.reason

pass contains "change_ticket" if {
	production
	regex.match(data.change.ticket, input.change.ticket)
}

missing contains "change_ticket" if not input.change.ticket

detail.change_ticket := input.change.ticket

# From is in a window, to is not.
frozen if {
	some window in data.freeze.windows
	window.from <= input.time
	input.time < window.to
}

pass contains "change_freeze" if {
	production
	input.time
	count(data.freeze.windows) > 0
	every window in data.freeze.windows {
		window.from < window.to
	}
	not frozen
}

not_applicable contains "change_freeze" if count(data.freeze.windows) == 0

missing contains "change_freeze" if not input.time

pass contains "ref_protected" if input.change.ref_protected

missing contains "ref_protected" if not "ref_protected" in object.keys(input.change)

missing contains "ref_protected" if not input.change

short_ref := trim_prefix(trim_prefix(input.change.ref, "refs/heads/"), "refs/tags/")

pass contains "ref_released" if {
	production
	allows(data.change.refs, short_ref)
}

missing contains "ref_released" if not input.change.ref

detail.ref_released := input.change.ref

pass contains "rollback_revision" if {
	production
	input.rollback.commit != input.commit
}

missing contains "rollback_revision" if not input.rollback

pass contains "rollback_health_check" if {
	production
	input.rollback.health_check
}

missing contains "rollback_health_check" if not input.rollback
