-- How far each reader of a tenant's events has come. Its transaction moves the place together with what it made of
-- the entries up to there, so nothing is left out and nothing is done twice.
create table app.event_tail (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    reader     text        not null check (reader in ('webhooks', 'broker')),
    sequence   bigint      not null check (sequence >= 0),
    changed_at timestamptz not null default now(),
    primary key (tenant_id, reader)
);
alter table app.event_tail enable row level security;
alter table app.event_tail force row level security;
create policy tenant_wall on app.event_tail
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.event_tail to integraci_app;
grant update (sequence, changed_at) on app.event_tail to integraci_app;

-- The readers find out which tenants have sealed entries that they have not read: places, never what happened.
grant usage on schema app to integraci_events;
create policy events on app.event_tail for select to integraci_events using (true);
grant select (tenant_id, reader, sequence) on app.event_tail to integraci_events;
create policy events on app.audit_seal for select to integraci_events using (true);
grant select (tenant_id, sequence) on app.audit_seal to integraci_events;
