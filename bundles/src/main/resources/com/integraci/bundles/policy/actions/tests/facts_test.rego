# Facts for which every rule holds or has nothing to say, and how the tests ask.
package bundle_test

import data.bundle

granting := {
	"time": "2026-12-01T08:00:00Z",
	"action": "grant.create",
	"role": "owner",
	"actor": {"kind": "member", "id": "m-1", "second_factor": true},
	"resource": {"type": "role-grant", "id": "r-1"},
	"grant": {"member": "m-2", "role": "admin", "hours": 24},
}

activating := {
	"time": "2026-12-01T08:00:00Z",
	"action": "bundle.activate",
	"role": "admin",
	"actor": {"kind": "member", "id": "m-1", "second_factor": true},
	"resource": {"type": "policy-bundle", "id": "b-1"},
	"bundle": {"published_by": "m-1", "approved_by": "m-2", "coverage_percent": 100, "replay_hours": 0},
}

approving := {
	"time": "2026-12-01T08:00:00Z",
	"action": "bundle.approve",
	"role": "admin",
	"actor": {"kind": "member", "id": "m-2", "second_factor": true},
	"resource": {"type": "policy-bundle", "id": "b-1"},
	"bundle": {"published_by": "m-1", "coverage_percent": 100, "replay_hours": 0},
}

storing := {
	"time": "2026-12-01T08:00:00Z",
	"action": "secret.put",
	"role": "maintainer",
	"actor": {"kind": "service", "id": "m-3"},
	"resource": {"type": "secret", "id": "s-1"},
}

# What data.json could say. Tests ask by this and not by what it says, which is a team's to change.
limits := {
	"grants": {"hours_most": {"admin": 72, "developer": 720}},
	"policies": {"coverage_percent_least": 95, "replay_hours_most": 24},
	"sensitive": {"actions": ["bundle.activate", "bundle.approve", "grant.create"]},
}

no_limits := {name: {} | some name, _ in limits}

with_actor(facts, changes) := object.union(facts, {"actor": object.union(facts.actor, changes)})

with_bundle(facts, changes) := object.union(facts, {"bundle": object.union(facts.bundle, changes)})

with_grant(changes) := object.union(granting, {"grant": object.union(granting.grant, changes)})

without(facts, path) := json.remove(facts, [path])

decided(facts, by) := said if {
	said := {
		"pass": bundle.pass,
		"missing": bundle.missing,
		"not_applicable": bundle.not_applicable,
		"detail": bundle.detail,
	} with input as facts
		with data.grants as by.grants
		with data.policies as by.policies
		with data.sensitive as by.sensitive
}

# How a rule comes out, as whoever decides by the bundle tells it.
outcome(rule, facts, by) := "pass" if rule in decided(facts, by).pass

else := "not_applicable" if rule in decided(facts, by).not_applicable

else := "missing" if rule in decided(facts, by).missing

else := "fail"

passes(rule, facts) if outcome(rule, facts, limits) == "pass"

fails(rule, facts) if outcome(rule, facts, limits) == "fail"

# There is no evidence, and that is what the decision says.
lacks(rule, facts) if outcome(rule, facts, limits) == "missing"

not_applicable(rule, facts) if outcome(rule, facts, limits) == "not_applicable"

said(rule, facts) := decided(facts, limits).detail[rule]

all_rules := {
	"grant_bounded",
	"grant_to_other",
	"people_act",
	"policy_replayed",
	"policy_second_person",
	"policy_tested",
	"second_factor",
}

test_each_action_has_its_rules if {
	decided(granting, limits).pass == {"grant_bounded", "grant_to_other", "people_act", "second_factor"}
	decided(activating, limits).pass == all_rules - {"grant_bounded", "grant_to_other"}
	decided(approving, limits).pass == all_rules - {"grant_bounded", "grant_to_other", "policy_replayed"}
	decided(storing, limits).pass == set()
	every facts in [granting, activating, approving, storing] {
		said := decided(facts, limits)
		said.pass | said.not_applicable == all_rules
	}
}

# Undefined, a list must not turn into "nothing is on it".
test_a_limit_that_is_gone_allows_nothing if {
	decided(activating, no_limits).pass == {"policy_second_person"}
	decided(granting, no_limits).pass == {"grant_to_other"}
	every rule in {"second_factor", "people_act"} {
		outcome(rule, granting, no_limits) == "fail"
	}
}
