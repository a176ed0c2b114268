-- A service account: a program's membership. It may act while app.member has a row of its id, with the role there; here
-- is what stays when it is disabled. Its secret is Keycloak's and stands nowhere in this database.
create table app.service_account (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    account_id   uuid        not null,
    name         text        collate "C" not null check (name ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'),
    role         text        not null check (role in ('admin', 'maintainer', 'developer', 'auditor', 'viewer')),
    created_by   uuid        not null,
    created_at   timestamptz not null default now(),
    rotated_at   timestamptz not null default now(),
    last_used_at timestamptz,
    primary key (tenant_id, account_id),
    unique (tenant_id, name)
);
alter table app.service_account enable row level security;
alter table app.service_account force row level security;
create policy tenant_wall on app.service_account
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.service_account to integraci_app;
grant update (rotated_at, last_used_at) on app.service_account to integraci_app;

-- No program owns a team, whoever changes its role.
alter table app.member add constraint member_service_role check (kind <> 'service' or role <> 'owner');
