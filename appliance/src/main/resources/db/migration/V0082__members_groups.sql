-- A group of people of one team. It may have a role, for good or until a time: whoever is in it is at least that. No
-- group makes owners: who owns a team stands in app.member alone, so that its last owner can be told.
create table app.member_group (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    group_id   uuid        not null,
    name       text        collate "C" not null check (name ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'),
    role       text        check (role in ('admin', 'maintainer', 'developer', 'auditor', 'viewer')),
    role_until timestamptz,
    version    integer     not null default 1 check (version > 0),
    created_at timestamptz not null default now(),
    primary key (tenant_id, group_id),
    unique (tenant_id, name),
    check (role is not null or role_until is null)
);
alter table app.member_group enable row level security;
alter table app.member_group force row level security;
create policy tenant_wall on app.member_group
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.member_group to integraci_app;
grant update (name, role, role_until, version) on app.member_group to integraci_app;

-- Who is in a group. The row goes with the group and with the member, whichever goes first.
create table app.group_member (
    tenant_id uuid        not null,
    group_id  uuid        not null,
    member_id uuid        not null,
    added_at  timestamptz not null default now(),
    primary key (tenant_id, group_id, member_id),
    foreign key (tenant_id, group_id) references app.member_group (tenant_id, group_id) on delete cascade,
    foreign key (tenant_id, member_id) references app.member (tenant_id, member_id) on delete cascade
);
create index group_member_of on app.group_member (tenant_id, member_id);
alter table app.group_member enable row level security;
alter table app.group_member force row level security;
create policy tenant_wall on app.group_member
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.group_member to integraci_app;

-- The sweeper finds teams in which the role of a group has ended, and sees nothing of it.
create index member_group_over on app.member_group (role_until) where role_until is not null;
create policy sweep on app.member_group for select to integraci_sweeper using (true);
grant select (tenant_id, role_until) on app.member_group to integraci_sweeper;
