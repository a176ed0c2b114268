-- What stands for a decision's facts and findings in the audit chain is hashed with a salt of its own, as an entry's detail is:
-- erasing the facts takes the salt, and the details that rules made of them, and what is left can't be tried against guesses.
-- What stays of the findings has a hash too, so that nobody changes it afterwards.
alter table app.decision
    add column salt          bytea,
    add column result_hash   bytea,
    add column findings_hash bytea;

-- The chain holds hashes without a salt of the decisions of before, so they keep them, and have no findings_hash. Of those
-- whose facts were erased the details go now: in canonical JSON a finding begins with its detail.
update app.decision set result_hash = sha256(convert_to(result, 'UTF8'));
update app.decision set result = regexp_replace(result, '\{"detail":"([^"\\]|\\.)*",', '{', 'g')
where input is null and position('"detail":' in result) > 0;
alter table app.decision alter column result_hash set not null;

create or replace function app.decision_fits(one app.decision) returns boolean
    language plpgsql immutable set search_path = pg_catalog as
$$
begin
    return one.reason in ('rules', 'no_bundle', 'limit', 'fault') and (one.reason = 'rules' or not one.allowed)
        and one.actor_kind in ('member', 'service') and one.latency_micros >= 0
        and length(one.input_hash) = 32 and length(one.result_hash) = 32
        and octet_length(coalesce(one.input, '')) <= 1048576 and octet_length(one.result) <= 262144
        and (one.input is not null or position('"detail":' in one.result) = 0)
        and case
            when one.findings_hash is null
            then one.salt is null
                and (one.input is null or sha256(convert_to(one.input, 'UTF8')) = one.input_hash
                    and sha256(convert_to(one.result, 'UTF8')) = one.result_hash)
            when one.salt is null
            then one.input is null and sha256(convert_to(one.result, 'UTF8')) = one.findings_hash
            else length(one.salt) = 32 and length(one.findings_hash) = 32
                and sha256(E'integraci/decision/input/1\n'::bytea || one.salt || convert_to(one.input, 'UTF8'))
                    = one.input_hash
                and sha256(E'integraci/decision/result/1\n'::bytea || one.salt || convert_to(one.result, 'UTF8'))
                    = one.result_hash
                and (position('"detail":' in one.result) > 0
                    or sha256(convert_to(one.result, 'UTF8')) = one.findings_hash)
        end
        and (one.batch_id is null) = (one.batch_place is null) and coalesce(one.batch_place, 0) >= 0
        and case when one.reason = 'no_bundle'
            then num_nonnulls(one.bundle_name, one.bundle_version, one.bundle_digest) = 0
            else one.bundle_name ~ '^[a-z][a-z0-9-]{0,62}$' and length(one.bundle_version) <= 40
                and length(one.bundle_digest) = 32
        end
        and case when one.kind = 'action-1'
            then one.action ~ '^[a-z]{2,20}([.][a-z]{2,20}){1,3}$'
                and one.role in ('owner', 'admin', 'maintainer', 'developer', 'auditor', 'viewer', 'operator')
                and one.resource_kind ~ '^[a-z-]{2,32}$' and one.resource_id is not null
                and length(one.floor_digest) = 32
                and (one.batch_id is null) = one.allowed and one.reason <> 'no_bundle'
                and num_nonnulls(one.gate, one.service, one.environment, one.commit_id) = 0
            else one.kind ~ '^[a-z]{2,20}-[0-9]{1,3}$' and one.batch_id is not null
                and one.gate ~ '^[a-z][a-z0-9-]{0,62}$' and one.service ~ '^[a-z][a-z0-9-]{0,62}$'
                and one.environment ~ '^[a-z][a-z0-9-]{0,62}$'
                and one.commit_id ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'
                and num_nonnulls(one.action, one.role, one.resource_kind, one.resource_id, one.floor_digest) = 0
        end;
end
$$;
-- Anew, so that rows of before are held against it.
alter table app.decision
    drop constraint decision_fits,
    add constraint decision_fits check (app.decision_fits(decision) is true);

grant update (salt, result) on app.decision to integraci_app;
