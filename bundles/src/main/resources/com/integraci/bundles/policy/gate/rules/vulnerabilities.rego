package bundle

# An analysis (VEX) that ends in one of these has settled a vulnerability.
settled(vulnerability) if {
	vulnerability.state in {"false_positive", "not_affected", "resolved", "resolved_with_pedigree"}
}

open := [vulnerability |
	some vulnerability in input.evidence.vulnerabilities
	not settled(vulnerability)
]

# One from the future is as good as none: no age follows from it.
dated(vulnerability) if vulnerability.published <= input.time

# Ids by severity. They are looked for once, and not by each rule: there may be a thousand.
overdue[severity] := ids if {
	some severity, days in data.vulnerabilities.days
	latest := days_before(input.time, days)
	ids := {vulnerability.id |
		some vulnerability in open
		vulnerability.severity == severity
		vulnerability.published < latest
	}
}

undated[severity] := ids if {
	some severity, _ in data.vulnerabilities.days
	ids := {vulnerability.id |
		some vulnerability in open
		vulnerability.severity == severity
		not dated(vulnerability)
	}
}

in_time(severity) if {
	input.evidence.vulnerabilities
	count(overdue[severity]) == 0
	count(undated[severity]) == 0
}

# What is overdue is a failure, whatever else has no date.
unknown_age(severity) if {
	count(undated[severity]) > 0
	count(overdue[severity]) == 0
}

said_of(severity) := listed(overdue[severity]) if count(overdue[severity]) > 0

said_of(severity) := $"without a date: {listed(undated[severity])}" if unknown_age(severity)

pass contains "vulnerabilities_critical" if in_time("critical")

missing contains "vulnerabilities_critical" if not input.evidence.vulnerabilities

missing contains "vulnerabilities_critical" if unknown_age("critical")

detail.vulnerabilities_critical := said_of("critical")

pass contains "vulnerabilities_high" if in_time("high")

missing contains "vulnerabilities_high" if not input.evidence.vulnerabilities

missing contains "vulnerabilities_high" if unknown_age("high")

detail.vulnerabilities_high := said_of("high")

pass contains "vulnerabilities_medium" if in_time("medium")

missing contains "vulnerabilities_medium" if not input.evidence.vulnerabilities

missing contains "vulnerabilities_medium" if unknown_age("medium")

detail.vulnerabilities_medium := said_of("medium")

exploitable := {vulnerability.id |
	some vulnerability in open
	vulnerability.state == "exploitable"
}

pass contains "vulnerabilities_exploitable" if {
	input.evidence.vulnerabilities
	count(exploitable) == 0
}

missing contains "vulnerabilities_exploitable" if not input.evidence.vulnerabilities

detail.vulnerabilities_exploitable := listed(exploitable) if count(exploitable) > 0

unrated := {vulnerability.id |
	some vulnerability in open
	vulnerability.severity == "unknown"
}

pass contains "vulnerabilities_rated" if {
	input.evidence.vulnerabilities
	count(unrated) == 0
}

missing contains "vulnerabilities_rated" if not input.evidence.vulnerabilities

detail.vulnerabilities_rated := listed(unrated) if count(unrated) > 0

# Grave ones that no analysis says anything of.
unseen := [vulnerability |
	some vulnerability in open
	vulnerability.severity in {"critical", "high"}
	not vulnerability.state
]

untriaged := {vulnerability.id |
	latest := days_before(input.time, data.vulnerabilities.triage_days)
	some vulnerability in unseen
	vulnerability.published < latest
}

untriaged_undated := {vulnerability.id |
	some vulnerability in unseen
	not dated(vulnerability)
}

pass contains "vulnerabilities_triaged" if {
	input.evidence.vulnerabilities
	days_before(input.time, data.vulnerabilities.triage_days)
	count(untriaged) == 0
	count(untriaged_undated) == 0
}

missing contains "vulnerabilities_triaged" if not input.evidence.vulnerabilities

missing contains "vulnerabilities_triaged" if {
	count(untriaged_undated) > 0
	count(untriaged) == 0
}

detail.vulnerabilities_triaged := listed(untriaged) if count(untriaged) > 0
