-- A browser's session. The browser holds a random token; here is its hash, found by front.find_session.
create table app.session (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    session_id   uuid        not null,
    token_hash   bytea       not null check (octet_length(token_hash) = 32),
    member_id    uuid        not null,
    -- The hint that ends Keycloak's side at sign-out.
    id_token     text        not null check (length(id_token) between 1 and 8192),
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    primary key (tenant_id, session_id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, member_id) references app.member (tenant_id, member_id) on delete cascade
);
create index session_member on app.session (tenant_id, member_id, created_at);
alter table app.session enable row level security;
alter table app.session force row level security;
create policy tenant_wall on app.session
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.session to integraci_app;
-- select … for update locks by the right to update a column.
grant update (last_seen_at) on app.session to integraci_app;

create policy front on app.session for select to integraci_front_owner using (true);
grant select (tenant_id, session_id, token_hash, member_id, last_seen_at, expires_at)
    on app.session to integraci_front_owner;
create policy front on app.member for select to integraci_front_owner using (true);
grant select (tenant_id, member_id, kind, role) on app.member to integraci_front_owner;

-- Whose session it is, when it holds: of the team named by the path, active, not idle for 30 minutes, not over.
-- The role is read along, so that a change counts from the next request.
create function front.find_session(given_slug text, given_hash bytea)
    returns table (tenant_id uuid, session_id uuid, member_id uuid, kind text, role text, stale boolean)
    language sql stable security definer set search_path = ''
begin atomic
    select s.tenant_id, s.session_id, s.member_id, m.kind, m.role, s.last_seen_at < now() - interval '1 minute'
    from app.tenant t
    join app.session s on s.tenant_id = t.tenant_id and s.token_hash = given_hash
    join app.member m on m.tenant_id = s.tenant_id and m.member_id = s.member_id
    where t.slug = given_slug and t.state = 'active'
        and s.expires_at > now() and s.last_seen_at > now() - interval '30 minutes';
end;

grant execute on function front.find_session(text, bytea) to integraci_front;
grant create on schema front to integraci_front_owner;
alter function front.find_session(text, bytea) owner to integraci_front_owner;
revoke create on schema front from integraci_front_owner;
