--- a bundle
insert into app.policy_bundle (tenant_id, bundle_id, name, version, decision, rules, digest, archive, published_by,
    signature, signer)
values (:team, gen_random_uuid(), 'acme', '1.0.0', 'gate-1', 1, sha256('x'), 'x', gen_random_uuid(), 'x', 'x')

--- its replay
insert into app.replay (tenant_id, replay_id, bundle_id, state, period_from, period_to, total, alive_until, started_by,
    ended_at, result, result_hash)
select tenant_id, gen_random_uuid(), bundle_id, 'finished', now() - interval '1 day', now(), 0, now(), published_by,
    now(), '{}', sha256('{}')
from app.policy_bundle

--- what the replay found different
insert into app.replay_change (tenant_id, replay_id, decision_id, change, because)
select tenant_id, replay_id, gen_random_uuid(), 'to_deny', 'tests_passed' from app.replay

--- a draft's replay
insert into app.replay (tenant_id, replay_id, draft_id, draft_version, draft_name, draft_release, draft_decision,
    draft_digest, state, period_from, period_to, total, alive_until, started_by, ended_at, result, result_hash)
select tenant_id, gen_random_uuid(), gen_random_uuid(), 1, name, version, decision, digest, 'finished',
    now() - interval '1 day', now(), 0, now(), published_by, now(), '{}', sha256('{}')
from app.policy_bundle

--- a shadow
insert into app.shadow (tenant_id, shadow_id, bundle_id, kind, since, seen, started_by)
select tenant_id, gen_random_uuid(), bundle_id, decision, now(), gen_random_uuid(), published_by from app.policy_bundle

--- what it found different
insert into app.shadow_change (tenant_id, shadow_id, decision_id, change, because)
select tenant_id, shadow_id, gen_random_uuid(), 'to_deny', 'tests_passed' from app.shadow

--- which rule denied
insert into app.decision_denial (tenant_id, decision_id, rule, bundle_digest)
select tenant_id, decision_id, 'tests_passed', sha256('x') from app.decision
