-- What the site's audit key has signed about a tenant's chain: the statement's exact bytes.
create table app.audit_checkpoint (
    tenant_id uuid   not null,
    sequence  bigint not null,
    statement bytea  not null check (octet_length(statement) between 2 and 4096),
    signature bytea  not null check (octet_length(signature) = 64),
    primary key (tenant_id, sequence),
    foreign key (tenant_id, sequence) references app.audit_seal (tenant_id, sequence)
);
alter table app.audit_checkpoint enable row level security;
alter table app.audit_checkpoint force row level security;
create policy tenant_wall on app.audit_checkpoint
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.audit_checkpoint to integraci_app;
create trigger audit_immutable before update or delete on app.audit_checkpoint
    for each row execute function app.audit_immutable();
create trigger audit_immutable_all before truncate on app.audit_checkpoint
    for each statement execute function app.audit_immutable();

-- The versions of the audit key, of the appliance's tenant; each but the first is stated and signed by the former.
create table app.audit_key (
    tenant_id  uuid    not null,
    version    integer not null check (version > 0),
    public_key bytea   not null check (octet_length(public_key) = 32),
    statement  bytea   check (octet_length(statement) between 2 and 4096),
    signature  bytea   check (octet_length(signature) = 64),
    primary key (tenant_id, version),
    check ((version = 1) = (statement is null) and (statement is null) = (signature is null))
);
alter table app.audit_key enable row level security;
alter table app.audit_key force row level security;
create policy tenant_wall on app.audit_key
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.audit_key to integraci_app;
create trigger audit_immutable before update or delete on app.audit_key
    for each row execute function app.audit_immutable();
create trigger audit_immutable_all before truncate on app.audit_key
    for each statement execute function app.audit_immutable();

-- Finds chains that have grown since their last checkpoint.
create policy sealer on app.audit_checkpoint for select to integraci_sealer using (true);
grant select (tenant_id, sequence) on app.audit_checkpoint to integraci_sealer;
