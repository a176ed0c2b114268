--- replay_pkey: the same once more
insert into app.replay select * from app.replay

--- replay_tenant_id_fkey: of no team
update app.replay set tenant_id = gen_random_uuid() where draft_id is not null

--- replay_tenant_id_bundle_id_fkey: of no bundle
update app.replay set bundle_id = gen_random_uuid() where draft_id is null

--- replay_running: two at a time
update app.replay set state = 'running', ended_at = null, result = null, result_hash = null

--- replay_check: of no time at all
update app.replay set period_to = period_from

--- replay_check1: ended at no time
update app.replay set ended_at = null

--- replay_check2: finished with a fault
update app.replay set fault = 'x'

--- replay_check3: finished without a result
update app.replay set result = null, result_hash = null

--- replay_check4: a result without its hash
update app.replay set result_hash = null

--- replay_check5: the hash of another
update app.replay set result_hash = sha256('x')

--- replay_check6: finished before its end
update app.replay set total = done + 1

--- replay_state_check: a state that there is not
update app.replay set state = 'lost', result = null, result_hash = null

--- replay_done_check: less than nothing
update app.replay set state = 'cancelled', result = null, result_hash = null, done = -1

--- replay_done_check: too much
update app.replay set state = 'cancelled', result = null, result_hash = null, done = 100001

--- replay_total_check: less than nothing
update app.replay set state = 'cancelled', result = null, result_hash = null, total = -1

--- replay_total_check: too much
update app.replay set state = 'cancelled', result = null, result_hash = null, total = 100001

--- replay_fault_check: no word
update app.replay set state = 'failed', result = null, result_hash = null, fault = ''

--- replay_fault_check: too many
update app.replay set state = 'failed', result = null, result_hash = null, fault = repeat('x', 501)

--- replay_result_check: too large
update app.replay set result = repeat('x', 65537), result_hash = sha256(repeat('x', 65537)::bytea)

--- replay_of_one: of nothing
update app.replay set bundle_id = null where draft_id is null

--- replay_of_one: of both
update app.replay set bundle_id = (select bundle_id from app.policy_bundle) where draft_id is not null

--- replay_draft_whole: without its changes
update app.replay set draft_version = null where draft_id is not null

--- replay_draft_whole: without its name
update app.replay set draft_name = null where draft_id is not null

--- replay_draft_whole: without its version
update app.replay set draft_release = null where draft_id is not null

--- replay_draft_whole: without its kind
update app.replay set draft_decision = null where draft_id is not null

--- replay_draft_whole: without its digest
update app.replay set draft_digest = null where draft_id is not null

--- replay_draft_whole: a bundle with a draft's name
update app.replay set draft_name = 'acme' where draft_id is null

--- replay_draft_version_check: before the first
update app.replay set draft_version = 0 where draft_id is not null

--- replay_draft_name_check: spelled otherwise
update app.replay set draft_name = 'Acme' where draft_id is not null

--- replay_draft_release_check: none
update app.replay set draft_release = '' where draft_id is not null

--- replay_draft_release_check: too long
update app.replay set draft_release = repeat('1', 41) where draft_id is not null

--- replay_draft_decision_check: without a version
update app.replay set draft_decision = 'gate' where draft_id is not null

--- replay_draft_digest_check: too short
update app.replay set draft_digest = 'x' where draft_id is not null

--- replay_change_pkey: counted twice
insert into app.replay_change select * from app.replay_change

--- replay_change_tenant_id_fkey: of no team
update app.replay_change set tenant_id = gen_random_uuid()

--- replay_change_tenant_id_replay_id_fkey: of no replay
update app.replay_change set replay_id = gen_random_uuid()

--- replay_change_change_check: what is no change
update app.replay_change set change = 'unchanged'

--- replay_change_because_check: too many words
update app.replay_change set because = repeat('x', 2001)

--- shadow_pkey: the same once more
insert into app.shadow select * from app.shadow

--- shadow_tenant_id_fkey: of no team
delete from app.shadow_change; update app.shadow set tenant_id = gen_random_uuid()

--- shadow_tenant_id_bundle_id_fkey: of no bundle
update app.shadow set bundle_id = gen_random_uuid()

--- shadow_followed: two of a kind
insert into app.shadow (tenant_id, shadow_id, bundle_id, kind, since, seen, started_by)
select tenant_id, gen_random_uuid(), bundle_id, kind, since, seen, started_by from app.shadow

--- shadow_check: ended before it began
update app.shadow set ended_at = since - interval '1 second'

--- shadow_kind_check: without a version
update app.shadow set kind = 'gate'

--- shadow_unchanged_check: less than nothing
update app.shadow set unchanged = -1

--- shadow_to_deny_check: less than nothing
update app.shadow set to_deny = -1

--- shadow_to_allow_check: less than nothing
update app.shadow set to_allow = -1

--- shadow_undecided_check: less than nothing
update app.shadow set undecided = -1

--- shadow_change_pkey: counted twice
insert into app.shadow_change select * from app.shadow_change

--- shadow_change_tenant_id_fkey: of no team
update app.shadow_change set tenant_id = gen_random_uuid()

--- shadow_change_tenant_id_shadow_id_fkey: of no shadow
update app.shadow_change set shadow_id = gen_random_uuid()

--- shadow_change_change_check: what is no change
update app.shadow_change set change = 'unchanged'

--- shadow_change_because_check: too many words
update app.shadow_change set because = repeat('x', 2001)

--- decision_denial_pkey: denied twice
insert into app.decision_denial select * from app.decision_denial

--- decision_denial_tenant_id_decision_id_fkey: of no decision
update app.decision_denial set decision_id = gen_random_uuid()

--- decision_denial_rule_check: spelled otherwise
update app.decision_denial set rule = 'Tests'

--- decision_denial_rule_check: too long
update app.decision_denial set rule = repeat('x', 65)

--- decision_denial_bundle_digest_check: too short
update app.decision_denial set bundle_digest = 'x'

--- policy_bundle_coverage_check: no object
update app.policy_bundle set coverage = '[]'

--- policy_bundle_coverage_check: too large
update app.policy_bundle set coverage = '{"x": "' || repeat('x', 131072) || '"}'
