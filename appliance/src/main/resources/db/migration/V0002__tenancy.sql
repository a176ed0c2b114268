-- A team. Its slug never changes: it is the realm's name and part of every address.
create table app.tenant (
    tenant_id    uuid        not null primary key,
    slug         text        not null check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    plan         text        not null check (plan in ('team', 'enterprise', 'appliance')),
    organisation text        not null check (length(organisation) between 1 and 200),
    state        text        not null check (state in ('provisioning', 'active', 'failed')),
    created_at   timestamptz not null default now()
);
alter table app.tenant enable row level security;
alter table app.tenant force row level security;
create policy tenant_wall on app.tenant
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.tenant to integraci_app;
grant update (state, organisation, plan) on app.tenant to integraci_app;

-- A person in a team. The id is the user's id in the team's realm, where name and address live.
create table app.member (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    member_id  uuid        not null,
    kind       text        not null check (kind in ('member', 'service')),
    role       text        not null check
        (role in ('owner', 'admin', 'maintainer', 'developer', 'auditor', 'viewer', 'operator')),
    created_at timestamptz not null default now(),
    primary key (tenant_id, member_id),
    check (role <> 'operator' or tenant_id = '00000000-0000-7000-8000-000000000001')
);
alter table app.member enable row level security;
alter table app.member force row level security;
create policy tenant_wall on app.member
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.member to integraci_app;
grant update (role) on app.member to integraci_app;

-- What a tenant consists of outside the database: realm, secrets, later broker, namespace, repository.
create table app.layer (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    layer      text        not null check (layer ~ '^[a-z]{2,32}$'),
    state      text        not null check (state in ('pending', 'ready', 'failed', 'removed')),
    changed_at timestamptz not null default now(),
    primary key (tenant_id, layer)
);
alter table app.layer enable row level security;
alter table app.layer force row level security;
create policy tenant_wall on app.layer
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.layer to integraci_app;
grant update (state, changed_at) on app.layer to integraci_app;

-- Operators see every tenant and the state of its layers: these columns, read only.
create policy overview on app.tenant for select to integraci_overview using (true);
grant select (tenant_id, slug, plan, state, created_at) on app.tenant to integraci_overview;
create policy overview on app.layer for select to integraci_overview using (true);
grant select (tenant_id, layer, state, changed_at) on app.layer to integraci_overview;
