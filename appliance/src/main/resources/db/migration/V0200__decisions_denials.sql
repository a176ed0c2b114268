-- How many decisions of a time were a yes and a no, by all bundles or by one, is counted in this index alone.
create index decision_counted on app.decision (tenant_id, kind, decision_id) include (decided_at, allowed, bundle_digest);

-- Which rules made a decision a no, a row for each, written with the decision: a rule's denials are counted, and found, in
-- the index of the key, the newest first.
create table app.decision_denial (
    tenant_id     uuid  not null,
    decision_id   uuid  not null,
    rule          text  not null check (rule ~ '^[a-z][a-z0-9_]{0,63}$'),
    bundle_digest bytea not null check (length(bundle_digest) = 32),
    primary key (tenant_id, rule, decision_id) include (bundle_digest),
    foreign key (tenant_id, decision_id) references app.decision (tenant_id, decision_id) on delete cascade
);
alter table app.decision_denial enable row level security;
alter table app.decision_denial force row level security;
create policy tenant_wall on app.decision_denial
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.decision_denial to integraci_app;
