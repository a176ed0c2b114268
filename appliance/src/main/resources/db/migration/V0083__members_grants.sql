-- A role that somebody has until a time, beside the one in app.member. It ends by itself: whoever reads what a member is
-- compares with the clock. The sweeper removes the row later and writes the entry.
create table app.role_grant (
    tenant_id  uuid        not null,
    grant_id   uuid        not null,
    member_id  uuid        not null,
    role       text        not null check (role in ('admin', 'maintainer', 'developer', 'auditor', 'viewer')),
    reason     text        not null check (length(reason) between 1 and 200),
    given_by   uuid        not null,
    created_at timestamptz not null default now(),
    ends_at    timestamptz not null,
    primary key (tenant_id, grant_id),
    foreign key (tenant_id, member_id) references app.member (tenant_id, member_id) on delete cascade,
    check (ends_at > created_at and ends_at <= created_at + interval '30 days')
);
create index role_grant_of on app.role_grant (tenant_id, member_id);
alter table app.role_grant enable row level security;
alter table app.role_grant force row level security;
create policy tenant_wall on app.role_grant
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.role_grant to integraci_app;

create index role_grant_over on app.role_grant (ends_at);
create policy sweep on app.role_grant for select to integraci_sweeper using (true);
grant select (tenant_id, ends_at) on app.role_grant to integraci_sweeper;

-- What everybody is at this moment: the one place that says so, for tokens, sessions and lists alike. acts_as is the
-- strongest of the member's own role, its groups' and its grants'; standing leaves out what ends by itself. A program
-- is what its own row says.
create view app.acting_member with (security_invoker = true) as
select m.tenant_id, m.member_id, m.kind,
    o.roles[least(array_position(o.roles, m.role), h.standing)] as standing,
    o.roles[least(array_position(o.roles, m.role), h.present)] as acts_as
from app.member m
cross join (values (array['operator', 'owner', 'admin', 'maintainer', 'developer', 'auditor', 'viewer'])) as o (roles)
cross join lateral (
    select min(array_position(o.roles, x.role)) as present,
        min(array_position(o.roles, x.role)) filter (where x.ends_at is null) as standing
    from (
        select p.role, p.role_until as ends_at
        from app.group_member i
        join app.member_group p on p.tenant_id = i.tenant_id and p.group_id = i.group_id
        where i.tenant_id = m.tenant_id and i.member_id = m.member_id
            and p.role is not null and (p.role_until is null or p.role_until > now())
        union all
        select g.role, g.ends_at
        from app.role_grant g
        where g.tenant_id = m.tenant_id and g.member_id = m.member_id and g.ends_at > now()
    ) x
    where m.kind = 'member'
) h;
grant select on app.acting_member to integraci_app;

create policy front on app.role_grant for select to integraci_front_owner using (true);
grant select (tenant_id, member_id, role, ends_at) on app.role_grant to integraci_front_owner;
create policy front on app.group_member for select to integraci_front_owner using (true);
grant select (tenant_id, group_id, member_id) on app.group_member to integraci_front_owner;
create policy front on app.member_group for select to integraci_front_owner using (true);
grant select (tenant_id, group_id, role, role_until) on app.member_group to integraci_front_owner;
grant select (tenant_id, member_id, kind, standing, acts_as) on app.acting_member to integraci_front_owner;

create or replace function front.find_session(given_slug text, given_hash bytea)
    returns table (tenant_id uuid, session_id uuid, member_id uuid, kind text, role text, stale boolean)
    language sql stable security definer set search_path = ''
begin atomic
    select s.tenant_id, s.session_id, s.member_id, m.kind, m.acts_as,
        s.last_seen_at < now() - interval '1 minute'
    from app.tenant t
    join app.session s on s.tenant_id = t.tenant_id and s.token_hash = given_hash
    join app.acting_member m on m.tenant_id = s.tenant_id and m.member_id = s.member_id
    where t.slug = given_slug and t.state = 'active'
        and s.expires_at > now() and s.last_seen_at > now() - interval '30 minutes';
end;
