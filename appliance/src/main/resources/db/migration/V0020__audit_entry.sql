-- What was done, as the exact bytes that the chain is made over (docs/audit-format.md). No reference to app.tenant:
-- entries outlive the tenant's row, and a reference would have every change of a tenant lock that one row.
--
-- The writer gives tenant and body only; where its entry stands isn't its choice. Columns are filled from left to
-- right, so the transaction's id is taken before the position: the sealer relies on it (V0021). Ids start again after a
-- dump and restore, so xact is compared for equality only, and only together with the transaction's start: an entry of
-- before may have the id of one of after.
--
-- Positions grow in the order of inserts, so a change that was acknowledged before another began has the smaller ones.
-- cache 1: a session that kept numbers in stock would break that.
create table app.audit_entry (
    tenant_id uuid        not null,
    xact      xid8        not null default pg_current_xact_id(),
    began     timestamptz not null default transaction_timestamp(),
    position  bigint      not null generated always as identity (sequence name app.audit_position cache 1 no cycle),
    body      bytea       not null check (octet_length(body) between 1 and 4096),
    primary key (tenant_id, position)
);
alter table app.audit_entry enable row level security;
alter table app.audit_entry force row level security;
create policy tenant_wall on app.audit_entry
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.audit_entry to integraci_app;
grant insert (tenant_id, body) on app.audit_entry to integraci_app;
grant select on app.audit_position to integraci_app;

-- Belt and braces beside the grants: whoever gets a grant by mistake is refused all the same.
create function app.audit_immutable() returns trigger
    language plpgsql as
$$
begin
    raise exception 'what was audited can''t be changed: % on %', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_immutable before update or delete on app.audit_entry
    for each row execute function app.audit_immutable();
create trigger audit_immutable_all before truncate on app.audit_entry
    for each statement execute function app.audit_immutable();

-- Personal detail, of which the entry holds a salted hash. It may be erased; then the hash says nothing.
create table app.audit_detail (
    tenant_id uuid   not null,
    position  bigint not null,
    salt      bytea  not null check (octet_length(salt) = 32),
    content   bytea  not null check (octet_length(content) between 2 and 8192),
    primary key (tenant_id, position),
    foreign key (tenant_id, position) references app.audit_entry (tenant_id, position)
);
alter table app.audit_detail enable row level security;
alter table app.audit_detail force row level security;
create policy tenant_wall on app.audit_detail
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.audit_detail to integraci_app;
