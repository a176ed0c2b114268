-- A named value of a tenant. The value is in OpenBao, under value_id; nothing here says what it is.
create table app.secret (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    secret_id    uuid        not null,
    name         text        collate "C" not null check (name ~ '^[a-z0-9][a-z0-9/_.-]{0,127}$'),
    version      integer     not null default 1 check (version > 0),
    value_id     uuid        not null,
    created_at   timestamptz not null default now(),
    rotated_at   timestamptz not null default now(),
    last_used_at timestamptz,
    primary key (tenant_id, secret_id),
    unique (tenant_id, name)
);
alter table app.secret enable row level security;
alter table app.secret force row level security;
create policy tenant_wall on app.secret
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.secret to integraci_app;
grant update (version, value_id, rotated_at) on app.secret to integraci_app;

-- Every value that was or may have been written to OpenBao has a row here from before it was written until a day
-- after it was destroyed there:
--   pending    it is about to be written, or was when the process died
--   live       its secret names it
--   retired    nothing names it; to be destroyed
--   destroyed  gone
-- There is no foreign key to the secret, which is gone before its values are.
create table app.secret_version (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    value_id     uuid        not null,
    secret_id    uuid        not null,
    version      integer     not null check (version > 0),
    state        text        not null default 'pending' check (state in ('pending', 'live', 'retired', 'destroyed')),
    request_hash text        check (request_hash ~ '^[0-9a-f]{64}$'),
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    primary key (tenant_id, value_id)
);
alter table app.secret_version enable row level security;
alter table app.secret_version force row level security;
create policy tenant_wall on app.secret_version
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.secret_version to integraci_app;
grant update (state, request_hash, changed_at) on app.secret_version to integraci_app;
-- One change of a secret at a time, one live version, one version for each Idempotency-Key.
create unique index secret_version_pending on app.secret_version (tenant_id, secret_id) where state = 'pending';
create unique index secret_version_live on app.secret_version (tenant_id, secret_id) where state = 'live';
create unique index secret_version_request on app.secret_version (tenant_id, request_hash)
    where request_hash is not null;

-- The sweeper looks across tenants: where something is left, and nothing of what it is.
create index secret_version_left on app.secret_version (changed_at) where state <> 'live';
create policy sweep on app.secret_version for select to integraci_sweeper using (state <> 'live');
grant select (tenant_id, state, changed_at) on app.secret_version to integraci_sweeper;
