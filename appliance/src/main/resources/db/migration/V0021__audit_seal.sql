-- An entry's place in its tenant's chain. An entry is unsealed as long as it has no row here.
create table app.audit_seal (
    tenant_id uuid        not null,
    sequence  bigint      not null check (sequence > 0),
    position  bigint      not null,
    previous  bytea       not null check (octet_length(previous) = 32),
    hash      bytea       not null check (octet_length(hash) = 32),
    sealed_at timestamptz not null default clock_timestamp(),
    primary key (tenant_id, sequence),
    unique (tenant_id, position),
    foreign key (tenant_id, position) references app.audit_entry (tenant_id, position)
);
alter table app.audit_seal enable row level security;
alter table app.audit_seal force row level security;
create policy tenant_wall on app.audit_seal
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.audit_seal to integraci_app;
grant insert (tenant_id, sequence, position, previous, hash) on app.audit_seal to integraci_app;
create trigger audit_immutable before update or delete on app.audit_seal
    for each row execute function app.audit_immutable();
create trigger audit_immutable_all before truncate on app.audit_seal
    for each statement execute function app.audit_immutable();

-- Where the search for unsealed entries starts: every entry of the tenant up to this position has a seal, and no
-- transaction that could still add one there is open. It only saves work: a smaller number is right as well.
create table app.audit_low_water (
    tenant_id uuid   not null primary key,
    position  bigint not null
);
alter table app.audit_low_water enable row level security;
alter table app.audit_low_water force row level security;
create policy tenant_wall on app.audit_low_water
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.audit_low_water to integraci_app;
grant update (position) on app.audit_low_water to integraci_app;

-- The sealer finds out which tenants have unsealed entries: places, never what happened.
create policy sealer on app.audit_entry for select to integraci_sealer using (true);
grant select (tenant_id, position) on app.audit_entry to integraci_sealer;
create policy sealer on app.audit_seal for select to integraci_sealer using (true);
grant select (tenant_id, position, sequence) on app.audit_seal to integraci_sealer;
create policy sealer on app.audit_low_water for select to integraci_sealer using (true);
grant select (tenant_id, position) on app.audit_low_water to integraci_sealer;
