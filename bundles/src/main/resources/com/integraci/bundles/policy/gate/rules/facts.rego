# What several rules ask.
package bundle

# An environment that nobody has named as one before production counts as production, so that a new
# or misspelt name asks for more, not for less.
before_production if input.environment in data.environments.before_production

production if {
	input.environment
	not before_production
}

# Rules that have nothing to say before production.
production_only := {
	"approval_by_impact",
	"approval_given",
	"approval_not_by_author",
	"approval_not_by_starter",
	"change_freeze",
	"change_reason",
	"change_ticket",
	"ref_released",
	"rollback_health_check",
	"rollback_revision",
}

not_applicable contains id if {
	before_production
	some id in production_only
}

# Those of the values that a list does not allow: neither by themselves nor by an entry that ends
# with * and begins as they do. Undefined without a list.
outside(list, values) := {value |
	some value in values
	not entries[value]
	not begins(value, beginnings)
} if {
	entries := {entry | some entry in list}
	beginnings := [trim_suffix(entry, "*") | some entry in list; endswith(entry, "*")]
}

begins(value, beginnings) if {
	some beginning in beginnings
	startswith(value, beginning)
}

allows(list, value) if count(outside(list, [value])) == 0

# The first five of them, for whoever reads a denial.
listed(names) := concat(", ", sort(names)) if count(names) <= 5

listed(names) := $"{first} and {count(names) - 5} more" if {
	count(names) > 5
	first := concat(", ", array.slice(sort(names), 0, 5))
}
