-- Every decision by a team's rules, as it was made: what was decided on (canonical JSON), by which bundle, and how it came
-- out. Nobody changes one; only what was decided on can be taken away, and its hash stays. Decisions that are committed
-- together have one entry in the audit chain, which holds the hash of their lines in the order of batch_place.
create table app.decision (
    tenant_id      uuid        not null references app.tenant (tenant_id),
    decision_id    uuid        not null,
    kind           text        not null check (kind ~ '^[a-z]{2,20}-[0-9]{1,3}$'),
    gate           text        not null check (gate ~ '^[a-z][a-z0-9-]{0,62}$'),
    service        text        not null check (service ~ '^[a-z][a-z0-9-]{0,62}$'),
    environment    text        not null check (environment ~ '^[a-z][a-z0-9-]{0,62}$'),
    commit_id      text        not null check (commit_id ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
    allowed        boolean     not null,
    reason         text        not null check (reason in ('rules', 'no_bundle', 'limit', 'fault')),
    bundle_name    text        check (bundle_name ~ '^[a-z][a-z0-9-]{0,62}$'),
    bundle_version text        check (length(bundle_version) <= 40),
    bundle_digest  bytea       check (length(bundle_digest) = 32),
    input          text        check (octet_length(input) <= 1048576),
    input_hash     bytea       not null,
    result         text        not null check (octet_length(result) <= 262144),
    latency_micros integer     not null check (latency_micros >= 0),
    actor_kind     text        not null check (actor_kind in ('member', 'service')),
    actor_id       uuid        not null,
    request_id     uuid        not null,
    batch_id       uuid        not null,
    batch_place    integer     not null check (batch_place >= 0),
    decided_at     timestamptz not null,
    primary key (tenant_id, decision_id),
    unique (tenant_id, batch_id, batch_place),
    check (input is null or sha256(convert_to(input, 'UTF8')) = input_hash),
    check (length(input_hash) = 32),
    check ((reason = 'no_bundle') = (bundle_digest is null)),
    check ((bundle_digest is null) = (bundle_name is null) and (bundle_digest is null) = (bundle_version is null)),
    check (reason = 'rules' or not allowed)
);
create index decision_of on app.decision (tenant_id, service, decision_id);
alter table app.decision enable row level security;
alter table app.decision force row level security;
create policy tenant_wall on app.decision
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.decision to integraci_app;
grant update (input) on app.decision to integraci_app;
