-- What was done, as the exact bytes that the chain is made over.
create table app.audit_entry (
    tenant_id uuid  not null references app.tenant (tenant_id),
    entry_id  uuid  not null,
    body      bytea not null check (octet_length(body) between 1 and 4096),
    primary key (tenant_id, entry_id)
);
alter table app.audit_entry enable row level security;
alter table app.audit_entry force row level security;
create policy tenant_wall on app.audit_entry
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.audit_entry to integraci_app;
grant insert (tenant_id, entry_id, body) on app.audit_entry to integraci_app;
