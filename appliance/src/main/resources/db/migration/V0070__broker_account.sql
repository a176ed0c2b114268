-- A tenant's account at the broker: its public key, which OpenBao holds the other half of, and what was signed
-- last. issued_at is the second that the statement is of; each has one of its own, so that the newest is known.
-- No credential counts that is not younger than closed_at, the second in which the tenant was suspended last.
create table app.broker_account (
    tenant_id   uuid        not null primary key references app.tenant (tenant_id),
    account     text        not null check (account ~ '^A[A-Z2-7]{55}$'),
    issued_at   bigint      not null default 0,
    closed_at   bigint      not null default 0,
    claims_hash text        not null default '' check (claims_hash ~ '^([0-9a-f]{64})?$'),
    changed_at  timestamptz not null default now()
);
alter table app.broker_account enable row level security;
alter table app.broker_account force row level security;
create policy tenant_wall on app.broker_account
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.broker_account to integraci_app;
grant update (issued_at, closed_at, claims_hash, changed_at) on app.broker_account to integraci_app;

-- What the broker keeps of every account is compared with these.
create policy overview on app.broker_account for select to integraci_overview using (true);
grant select (tenant_id, account, claims_hash) on app.broker_account to integraci_overview;
