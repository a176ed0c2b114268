package bundle_test

vulnerable(found) := but({"evidence": {"vulnerabilities": found}})

known(severity, published) := vulnerable([{
	"id": "V-1",
	"severity": severity,
	"published": published,
	"state": "in_triage",
}])

analysed(severity, state) := vulnerable([{
	"id": "V-1",
	"severity": severity,
	"published": "2025-01-01T00:00:00Z",
	"state": state,
}])

undated(severity) := vulnerable([{"id": "V-1", "severity": severity, "state": "in_triage"}])

unscanned := without("evidence/vulnerabilities")

test_vulnerabilities_critical__passes if {
	passes("vulnerabilities_critical", good)
	passes("vulnerabilities_critical", known("critical", "2026-11-30T00:00:00Z"))
	passes("vulnerabilities_critical", analysed("critical", "not_affected"))
	passes("vulnerabilities_critical", known("high", "2026-01-01T00:00:00Z"))
}

test_vulnerabilities_critical__fails if {
	overdue := known("critical", "2026-11-01T00:00:00Z")
	fails("vulnerabilities_critical", overdue)
	said("vulnerabilities_critical", overdue) == "V-1"
}

test_vulnerabilities_critical__fails_whatever_else_has_no_date if {
	both := vulnerable([
		{"id": "V-1", "severity": "critical", "published": "2026-11-01T00:00:00Z"},
		{"id": "V-2", "severity": "critical"},
	])
	fails("vulnerabilities_critical", both)
	said("vulnerabilities_critical", both) == "V-1"
}

# It is decided on 2026-12-01 at eight; seven days are allowed.
test_vulnerabilities_critical__boundary if {
	passes("vulnerabilities_critical", known("critical", "2026-11-24T08:00:00Z"))
	fails("vulnerabilities_critical", known("critical", "2026-11-24T07:59:59Z"))
}

test_vulnerabilities_critical__boundary_leap_day if {
	leap := object.union(known("critical", "2024-02-29T08:00:00Z"), {"time": "2024-03-07T08:00:00Z"})
	passes("vulnerabilities_critical", leap)
	fails("vulnerabilities_critical", object.union(leap, {"time": "2024-03-07T08:00:01Z"}))
	fails("vulnerabilities_critical", object.union(leap, {"time": "2024-02-30T08:00:01Z"}))
}

test_vulnerabilities_critical__missing if {
	lacks("vulnerabilities_critical", unscanned)
	lacks("vulnerabilities_critical", undated("critical"))
	said("vulnerabilities_critical", undated("critical")) == "without a date: V-1"
	passes("vulnerabilities_critical", undated("high"))
}

test_vulnerabilities_critical__missing_when_it_is_from_the_future if {
	passes("vulnerabilities_critical", known("critical", "2026-12-01T08:00:00Z"))
	lacks("vulnerabilities_critical", known("critical", "2026-12-01T08:00:01Z"))
}

test_vulnerabilities_high__passes if passes("vulnerabilities_high", good)

test_vulnerabilities_high__fails if {
	fails("vulnerabilities_high", known("high", "2026-10-01T00:00:00Z"))
	said("vulnerabilities_high", known("high", "2026-10-01T00:00:00Z")) == "V-1"
}

test_vulnerabilities_high__boundary if {
	passes("vulnerabilities_high", known("high", "2026-11-01T08:00:00Z"))
	fails("vulnerabilities_high", known("high", "2026-11-01T07:59:59Z"))
}

test_vulnerabilities_high__missing if {
	lacks("vulnerabilities_high", unscanned)
	lacks("vulnerabilities_high", undated("high"))
}

test_vulnerabilities_medium__passes if passes("vulnerabilities_medium", good)

test_vulnerabilities_medium__fails if {
	fails("vulnerabilities_medium", known("medium", "2026-01-01T00:00:00Z"))
	said("vulnerabilities_medium", known("medium", "2026-01-01T00:00:00Z")) == "V-1"
}

test_vulnerabilities_medium__boundary if {
	passes("vulnerabilities_medium", known("medium", "2026-09-02T08:00:00Z"))
	fails("vulnerabilities_medium", known("medium", "2026-09-02T07:59:59Z"))
}

test_vulnerabilities_medium__missing if {
	lacks("vulnerabilities_medium", unscanned)
	lacks("vulnerabilities_medium", undated("medium"))
}

test_vulnerabilities_exploitable__passes if {
	passes("vulnerabilities_exploitable", good)
	passes("vulnerabilities_exploitable", analysed("low", "resolved"))
}

test_vulnerabilities_exploitable__fails if {
	fails("vulnerabilities_exploitable", analysed("low", "exploitable"))
	said("vulnerabilities_exploitable", analysed("low", "exploitable")) == "V-1"
}

test_vulnerabilities_exploitable__boundary if {
	passes("vulnerabilities_exploitable", analysed("critical", "in_triage"))
}

test_vulnerabilities_exploitable__missing if lacks("vulnerabilities_exploitable", unscanned)

test_vulnerabilities_rated__passes if passes("vulnerabilities_rated", good)

test_vulnerabilities_rated__fails if {
	fails("vulnerabilities_rated", analysed("unknown", "in_triage"))
	said("vulnerabilities_rated", analysed("unknown", "in_triage")) == "V-1"
}

test_vulnerabilities_rated__boundary if {
	passes("vulnerabilities_rated", analysed("none", "in_triage"))
	passes("vulnerabilities_rated", analysed("unknown", "false_positive"))
}

test_vulnerabilities_rated__missing if lacks("vulnerabilities_rated", unscanned)

unseen(severity, published) := vulnerable([{"id": "V-1", "severity": severity, "published": published}])

test_vulnerabilities_triaged__passes if {
	passes("vulnerabilities_triaged", good)
	passes("vulnerabilities_triaged", analysed("critical", "in_triage"))
	passes("vulnerabilities_triaged", unseen("medium", "2026-11-01T00:00:00Z"))
}

test_vulnerabilities_triaged__fails if {
	fails("vulnerabilities_triaged", unseen("critical", "2026-11-01T00:00:00Z"))
	fails("vulnerabilities_triaged", unseen("high", "2026-11-01T00:00:00Z"))
	said("vulnerabilities_triaged", unseen("high", "2026-11-01T00:00:00Z")) == "V-1"
}

test_vulnerabilities_triaged__boundary if {
	passes("vulnerabilities_triaged", unseen("critical", "2026-11-28T08:00:00Z"))
	fails("vulnerabilities_triaged", unseen("critical", "2026-11-28T07:59:59Z"))
}

test_vulnerabilities_triaged__missing if {
	lacks("vulnerabilities_triaged", unscanned)
	lacks("vulnerabilities_triaged", vulnerable([{"id": "V-1", "severity": "high"}]))
}
