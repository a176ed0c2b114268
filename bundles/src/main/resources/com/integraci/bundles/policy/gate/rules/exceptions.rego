# Exceptions by which this decision is made. The appliance says who asked for each, who approved it
# and who answers for it; without any, these rules have nothing to say.
package bundle

exception_rules := {"exceptions_approved", "exceptions_bounded"}

excepted if count(input.exceptions) > 0

not_applicable contains id if {
	not excepted
	some id in exception_rules
}

# Of whom it is not known who is behind it.
unowned := {exception.id |
	some exception in input.exceptions
	not people(exception)
}

people(exception) := [exception.approved_by, {exception.asked_by, exception.owner}]

alone := {exception.id |
	some exception in input.exceptions
	[approver, others] := people(exception)
	approver in others
}

pass contains "exceptions_approved" if {
	excepted
	count(unowned) == 0
	count(alone) == 0
}

missing contains "exceptions_approved" if {
	count(unowned) > 0
	count(alone) == 0
}

detail.exceptions_approved := listed(alone) if count(alone) > 0

unmeasured := {exception.id |
	some exception in input.exceptions
	not exception.days
}

long := {exception.id |
	some exception in input.exceptions
	exception.days > data.exceptions.days_most
}

pass contains "exceptions_bounded" if {
	excepted
	data.exceptions.days_most
	count(unmeasured) == 0
	count(long) == 0
}

missing contains "exceptions_bounded" if {
	count(unmeasured) > 0
	count(long) == 0
}

detail.exceptions_bounded := listed(long) if count(long) > 0
