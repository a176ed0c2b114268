-- Decisions on actions of the platform beside those at gates: what somebody wanted to do, as what, and to what. One that is a
-- yes commits with what was done by it, and that action's entry in the audit chain holds its id and the hash of its line; only
-- those that are a no are committed by themselves, in batches. The floor had its say in each.
alter table app.decision
    add column action        text,
    add column role          text,
    add column resource_kind text,
    add column resource_id   uuid,
    add column floor_digest  bytea,
    alter column gate drop not null,
    alter column service drop not null,
    alter column environment drop not null,
    alter column commit_id drop not null,
    alter column batch_id drop not null,
    alter column batch_place drop not null;

-- Most rows come one by one now, with every action. PostgreSQL reads a table's checks anew for each statement, which took
-- longer than all else of such a row, and keeps a function. It is a check and no trigger, so that the team's wall answers first.
-- Actions of one team commit beside each other, and a reference would have each lock the team's row; nobody may delete that.
alter table app.decision
    drop constraint decision_tenant_id_fkey,
    drop constraint decision_tenant_id_batch_id_batch_place_key,
    drop constraint decision_actor_kind_check,
    drop constraint decision_batch_place_check,
    drop constraint decision_bundle_digest_check,
    drop constraint decision_bundle_name_check,
    drop constraint decision_bundle_version_check,
    drop constraint decision_check,
    drop constraint decision_check1,
    drop constraint decision_check2,
    drop constraint decision_check3,
    drop constraint decision_commit_id_check,
    drop constraint decision_environment_check,
    drop constraint decision_gate_check,
    drop constraint decision_input_check,
    drop constraint decision_input_hash_check,
    drop constraint decision_kind_check,
    drop constraint decision_latency_micros_check,
    drop constraint decision_reason_check,
    drop constraint decision_result_check,
    drop constraint decision_service_check;

create function app.decision_fits(one app.decision) returns boolean
    language plpgsql immutable set search_path = pg_catalog as
$$
begin
    return one.reason in ('rules', 'no_bundle', 'limit', 'fault') and (one.reason = 'rules' or not one.allowed)
        and one.actor_kind in ('member', 'service') and one.latency_micros >= 0 and length(one.input_hash) = 32
        and (one.input is null or sha256(convert_to(one.input, 'UTF8')) = one.input_hash)
        and octet_length(coalesce(one.input, '')) <= 1048576 and octet_length(one.result) <= 262144
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
revoke execute on function app.decision_fits(app.decision) from public;
grant execute on function app.decision_fits(app.decision) to integraci_app;
-- Unknown is no yes here, as it would be to a check.
alter table app.decision add constraint decision_fits check (app.decision_fits(decision) is true);

create unique index decision_batch on app.decision (tenant_id, batch_id, batch_place) where batch_id is not null;
drop index app.decision_of;
create index decision_of on app.decision (tenant_id, service, decision_id) where service is not null;
drop index app.decision_latest;
create index decision_latest on app.decision (tenant_id, kind, service, environment, decision_id) where service is not null;
