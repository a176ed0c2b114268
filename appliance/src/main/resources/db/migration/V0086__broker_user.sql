-- Whom a member's credentials at the broker were given to: public keys, never their other halves. One counts for as
-- long as its member is there with the role that it was given for.
create table app.broker_user (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    user_key   text        not null check (user_key ~ '^U[A-Z2-7]{55}$'),
    member_id  uuid        not null,
    role       text        not null check (length(role) between 1 and 32),
    expires_at timestamptz not null,
    revoked    boolean     not null default false,
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_key)
);
create index broker_user_of on app.broker_user (tenant_id, member_id);
alter table app.broker_user enable row level security;
alter table app.broker_user force row level security;
create policy tenant_wall on app.broker_user
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.broker_user to integraci_app;
grant update (expires_at, revoked) on app.broker_user to integraci_app;

-- The sweeper finds tenants with credentials that may count; whether they do is looked at in the tenant.
create index broker_user_open on app.broker_user (expires_at) where not revoked;
create policy sweeper on app.broker_user for select to integraci_sweeper using (not revoked);
grant select (tenant_id, expires_at, revoked) on app.broker_user to integraci_sweeper;
