-- An open invitation. The address is personal, so the row lives as long as the invitation is open: it goes with it
-- when it is accepted, withdrawn or too old. Of the link only the hash is kept.
create table app.invitation (
    tenant_id     uuid        not null references app.tenant (tenant_id),
    invitation_id uuid        not null,
    token_hash    bytea       not null check (octet_length(token_hash) = 32),
    email         text        not null check (length(email) between 3 and 254 and email = lower(email)),
    role          text        not null check
        (role in ('owner', 'admin', 'maintainer', 'developer', 'auditor', 'viewer')),
    invited_by    uuid        not null,
    created_at    timestamptz not null default now(),
    expires_at    timestamptz not null default now() + interval '7 days',
    primary key (tenant_id, invitation_id),
    unique (tenant_id, email)
);
alter table app.invitation enable row level security;
alter table app.invitation force row level security;
create policy tenant_wall on app.invitation
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.invitation to integraci_app;
create unique index invitation_token on app.invitation (token_hash);

-- Whoever holds the link is nobody yet: the team is found by the link's hash, and nothing else about it.
create policy front on app.invitation for select to integraci_front_owner using (true);
grant select (tenant_id, invitation_id, token_hash, expires_at) on app.invitation to integraci_front_owner;
create function front.find_invitation(given_hash bytea)
    returns table (tenant_id uuid, invitation_id uuid, slug text)
    language sql stable security definer set search_path = ''
begin atomic
    select i.tenant_id, i.invitation_id, t.slug
    from app.invitation i
    join app.tenant t on t.tenant_id = i.tenant_id
    where i.token_hash = given_hash and i.expires_at > now() and t.state = 'active';
end;
grant execute on function front.find_invitation(bytea) to integraci_front;
grant create on schema front to integraci_front_owner;
alter function front.find_invitation(bytea) owner to integraci_front_owner;
revoke create on schema front from integraci_front_owner;

-- The sweeper finds teams with invitations that are too old, and sees nothing of them.
create index invitation_over on app.invitation (expires_at);
create policy sweep on app.invitation for select to integraci_sweeper using (true);
grant select (tenant_id, expires_at) on app.invitation to integraci_sweeper;
