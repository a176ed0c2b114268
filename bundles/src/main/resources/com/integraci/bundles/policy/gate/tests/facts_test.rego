# Facts for which every rule holds, and how the tests ask.
package bundle_test

import data.bundle

this_commit := "0123456789abcdef0123456789abcdef01234567"

earlier_commit := "fedcba9876543210fedcba9876543210fedcba98"

this_digest := "sha256:0000000000000000000000000000000000000000000000000000000000000001"

other_digest := "sha256:0000000000000000000000000000000000000000000000000000000000000002"

good := {
	"time": "2026-12-01T08:00:00Z",
	"gate": "deploy",
	"service": "shop",
	"commit": this_commit,
	"environment": "production",
	"change": {
		"author": "u-1",
		"starter": "u-2",
		"ref": "refs/heads/main",
		"ref_protected": true,
		"reason": "Customers pay by invoice",
		"impact": "medium",
		"ticket": "SHOP-12",
		"reviews": [{"by": "u-2", "commit": this_commit, "approves": true}],
	},
	"artifact": {"digest": this_digest},
	"approvals": [{"by": "u-3", "commit": this_commit}],
	"rollback": {"commit": earlier_commit, "health_check": true},
	"exceptions": [{
		"id": "e-1",
		"rule": "change_ticket",
		"days": 14,
		"asked_by": "m-1",
		"approved_by": "m-2",
		"owner": "m-3",
		"expires": "2026-12-14T09:30:00Z",
	}],
	"evidence": {
		"tests": {"passed": 90, "failed": 0, "skipped": 10},
		"findings": {"error": 0, "warning": 3, "note": 8},
		"secrets": {"found": 0},
		"vulnerabilities": [],
		"sbom": {
			"components": 3,
			"without_version": 0,
			"without_licence": 0,
			"without_purl": 0,
			"purl_types": ["maven", "npm"],
			"licences": ["Apache-2.0", "MIT"],
		},
		"provenance": {
			"builder": "https://ci.example.org/runners/4",
			"build_type": "https://ci.example.org/build/v1",
			"source": "https://git.example.org/acme/shop",
			"digest": this_digest,
			"parameters": [],
			"commit": this_commit,
		},
		"attestations": [
			{
				"predicate_type": "https://slsa.dev/provenance/v1",
				"read": true,
				"gives": ["provenance"],
				"digests": [this_digest],
				"commits": [],
			},
			{
				"predicate_type": "https://in-toto.io/attestation/test-result/v0.1",
				"read": true,
				"gives": ["tests"],
				"digests": [],
				"commits": [this_commit],
			},
		],
		"signed": ["provenance", "sbom", "tests"],
		"verifications": [{
			"verifier": "https://verify.example.org/production",
			"result": "passed",
			"verified": "2026-12-01T07:00:00Z",
			"levels": ["SLSA_BUILD_LEVEL_2"],
			"build_level": 2,
			"digests": [this_digest],
			"commits": [],
		}],
	},
}

# What data.json could say. Tests ask by this and not by what it says, which is a team's to change.
limits := {
	"approvals": {"least": {"low": 1, "medium": 1, "high": 2}},
	"change": {
		"reason_characters_least": 10,
		"refs": ["main", "release/*", "v*"],
		"ticket": "^([A-Z]+-|#)?[1-9][0-9]*$",
	},
	"environments": {"before_production": ["staging", "test"]},
	"exceptions": {"days_most": 30},
	"findings": {"error_most": 0, "warning_most": 10},
	"freeze": {"windows": []},
	"licences": {"allowed": ["Apache-2.0", "BSD-*", "MIT"]},
	"provenance": {
		"builders": ["https://ci.example.org/runners/*"],
		"build_types": ["https://ci.example.org/build/v1"],
		"sources": ["https://git.example.org/acme/{service}"],
		"parameters": ["debug"],
	},
	"registries": {"allowed": ["maven", "npm"]},
	"reviews": {"least": 1},
	"sbom": {
		"components_least": 1,
		"signed": true,
		"without_licence_most": 0,
		"without_purl_most": 0,
		"without_version_most": 0,
	},
	"tests": {"passed_least": 1, "signed": true, "skipped_percent_most": 10},
	"verification": {"build_level_least": 2, "verifiers": ["https://verify.example.org/*"]},
	"vulnerabilities": {"days": {"critical": 7, "high": 30, "medium": 90}, "triage_days": 3},
}

no_limits := {name: {} | some name, _ in limits}

but(changes) := object.union(good, changes)

without(path) := json.remove(good, [path])

limits_but(changes) := object.union(limits, changes)

decided(facts, by) := said if {
	said := {
		"pass": bundle.pass,
		"missing": bundle.missing,
		"not_applicable": bundle.not_applicable,
		"detail": bundle.detail,
	} with input as facts
		with data.approvals as by.approvals
		with data.change as by.change
		with data.environments as by.environments
		with data.exceptions as by.exceptions
		with data.findings as by.findings
		with data.freeze as by.freeze
		with data.licences as by.licences
		with data.provenance as by.provenance
		with data.registries as by.registries
		with data.reviews as by.reviews
		with data.sbom as by.sbom
		with data.tests as by.tests
		with data.verification as by.verification
		with data.vulnerabilities as by.vulnerabilities
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

passes_by(rule, facts, by) if outcome(rule, facts, limits_but(by)) == "pass"

fails_by(rule, facts, by) if outcome(rule, facts, limits_but(by)) == "fail"

said(rule, facts) := decided(facts, limits).detail[rule]

test_production_is_whatever_is_not_named_before_it if {
	every environment in ["production", "production-eu", "stagin"] {
		passes("approval_given", but({"environment": environment}))
	}
	not_applicable("approval_given", but({"environment": "staging"}))
	passes_by("approval_given", but({"environment": "staging"}), {"environments": {"before_production": []}})
	lacks("approval_given", json.remove(good, ["environment", "approvals"]))
}

test_good_facts_pass_every_rule_but_the_freeze if {
	count(decided(good, limits).pass) == 45
	not_applicable("change_freeze", good)
}

# Undefined, a list must not turn into "nothing is on it that should not be".
test_a_limit_that_is_gone_allows_nothing if {
	decided(good, no_limits).pass == {
		"approval_given",
		"approval_not_by_author",
		"approval_not_by_starter",
		"artifact_attested",
		"attestations_match",
		"exceptions_approved",
		"provenance_commit",
		"provenance_complete",
		"ref_protected",
		"review_by_other",
		"review_unopposed",
		"rollback_health_check",
		"rollback_revision",
		"sbom_signed",
		"secrets_none",
		"tests_passed",
		"tests_signed",
		"vulnerabilities_exploitable",
		"vulnerabilities_rated",
	}
	decided(good, no_limits).not_applicable == set()
}

test_before_production_no_rule_of_production_speaks if {
	every rule in bundle.production_only {
		not_applicable(rule, but({"environment": "staging"}))
	}
}

test_allows_exactly_or_by_beginning if {
	bundle.allows(["a", "b/*"], "a")
	bundle.allows(["a", "b/*"], "b/c")
	not bundle.allows(["a", "b/*"], "b")
	not bundle.allows(["a", "b/*"], "ab")
	not bundle.allows([], "a")
}

test_lists_five_names if {
	bundle.listed({"b", "a"}) == "a, b"
	bundle.listed({"e", "d", "c", "b", "a"}) == "a, b, c, d, e"
	bundle.listed({"g", "f", "e", "d", "c", "b", "a"}) == "a, b, c, d, e and 2 more"
}
