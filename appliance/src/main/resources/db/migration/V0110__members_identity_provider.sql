-- A team's own identity providers. What tells who they are never changes once people are joined to one; its secret is
-- in OpenBao under secret_id. spare_id names a value that is to be destroyed: the former secret, or a new one that was
-- not taken. endpoints is what the provider said of itself when it was tried last.
create table app.identity_provider (
    tenant_id   uuid        not null references app.tenant (tenant_id),
    provider_id uuid        not null,
    alias       text        collate "C" not null check (alias ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$'),
    name        text        not null check (length(name) between 1 and 60),
    kind        text        not null check (kind in ('oidc', 'saml')),
    settings    text        not null check (octet_length(settings) between 2 and 16384),
    endpoints   text        not null default '{}' check (octet_length(endpoints) between 2 and 16384),
    enabled     boolean     not null default true,
    state       text        not null default 'trying' check (state in ('trying', 'attached', 'failed', 'detaching')),
    problem     text        not null default '' check (length(problem) <= 300),
    secret_id   uuid,
    spare_id    uuid,
    created_at  timestamptz not null default now(),
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, provider_id),
    unique (tenant_id, alias)
);
alter table app.identity_provider enable row level security;
alter table app.identity_provider force row level security;
create policy tenant_wall on app.identity_provider
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.identity_provider to integraci_app;
grant update (name, endpoints, enabled, state, problem, secret_id, spare_id, changed_at) on app.identity_provider
    to integraci_app;
