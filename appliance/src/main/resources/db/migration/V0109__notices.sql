-- What each member is told of, made in the transaction of what it tells of. Ids and codes only: the words are made when
-- somebody looks. mail, due_at and lease_id work as in app.webhook_delivery: null when nothing is to be mailed any more.
create table app.notice (
    tenant_id     uuid        not null,
    notice_id     uuid        not null,
    member_id     uuid        not null,
    category      text        not null check (category in ('service', 'security', 'account')),
    action        text        not null check (length(action) between 1 and 100),
    resource_kind text        not null check (resource_kind ~ '^[a-z-]{2,32}$'),
    resource_id   uuid        not null,
    created_at    timestamptz not null default now(),
    read_at       timestamptz,
    mail          text        not null default 'none' check (mail in ('none', 'waiting', 'sent', 'given-up')),
    tries         smallint    not null default 0 check (tries between 0 and 20),
    due_at        timestamptz,
    lease_id      uuid,
    primary key (tenant_id, notice_id),
    foreign key (tenant_id, member_id) references app.member (tenant_id, member_id) on delete cascade,
    check ((mail = 'waiting') = (due_at is not null))
);
create index notice_of on app.notice (tenant_id, member_id, notice_id);
alter table app.notice enable row level security;
alter table app.notice force row level security;
create policy tenant_wall on app.notice
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.notice to integraci_app;
grant update (read_at, mail, tries, due_at, lease_id) on app.notice to integraci_app;

-- The claim looks across tenants: what is due, and nothing of what it is about.
create index notice_due on app.notice (due_at) where due_at is not null;
create policy claim_seen on app.notice for select to integraci_events using (due_at is not null);
create policy claim_taken on app.notice for update to integraci_events
    using (due_at is not null) with check (due_at is not null);
grant select (tenant_id, notice_id, due_at) on app.notice to integraci_events;
grant update (due_at, lease_id) on app.notice to integraci_events;
