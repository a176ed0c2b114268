-- The one-time links on which the first operator sets a password. Only the hash is kept; the id becomes the
-- operator's.
create table app.operator_link (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    link_id    uuid        not null,
    token_hash bytea       not null check (octet_length(token_hash) = 32),
    created_at timestamptz not null default now(),
    used_at    timestamptz,
    primary key (tenant_id, link_id),
    check (tenant_id = '00000000-0000-7000-8000-000000000001')
);
alter table app.operator_link enable row level security;
alter table app.operator_link force row level security;
create policy tenant_wall on app.operator_link
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.operator_link to integraci_app;
grant update (used_at) on app.operator_link to integraci_app;
create unique index operator_link_token on app.operator_link (tenant_id, token_hash);
