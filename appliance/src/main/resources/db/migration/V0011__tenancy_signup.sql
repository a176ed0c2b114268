-- Among tenants that are or may become active a slug is one team's. The index looks across tenants on purpose.
create unique index tenant_slug on app.tenant (slug) where state <> 'failed';

-- A sign-up holds its slug from its first request until its tenant is there, 15 minutes at most; its
-- Idempotency-Key is known for a day. The fingerprint is keyed with the Idempotency-Key, which is stored hashed, so
-- that nobody can try names and addresses against it.
create table app.slug_reservation (
    tenant_id   uuid        not null primary key,
    slug        text        not null check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    key_hash    bytea       not null check (octet_length(key_hash) = 32),
    fingerprint bytea       not null check (octet_length(fingerprint) = 32),
    reserved_at timestamptz not null default now()
);
alter table app.slug_reservation enable row level security;
alter table app.slug_reservation force row level security;
create policy tenant_wall on app.slug_reservation
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create unique index slug_reservation_key on app.slug_reservation (key_hash);
create index slug_reservation_slug on app.slug_reservation (slug);
create index slug_reservation_age on app.slug_reservation (reserved_at);
create policy front on app.slug_reservation to integraci_front_owner using (true) with check (true);
grant select (tenant_id, slug, key_hash, fingerprint, reserved_at), insert (tenant_id, slug, key_hash, fingerprint), delete
    on app.slug_reservation to integraci_front_owner;
grant update (reserved_at) on app.slug_reservation to integraci_front_owner;

-- Who holds one of these secrets may watch a workflow without signing in. Only the hash is kept.
create table app.operation (
    tenant_id   uuid        not null,
    workflow_id uuid        not null,
    secret_hash bytea       not null check (octet_length(secret_hash) = 32),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, workflow_id, secret_hash),
    foreign key (tenant_id, workflow_id) references app.workflow (tenant_id, workflow_id)
);
alter table app.operation enable row level security;
alter table app.operation force row level security;
create policy tenant_wall on app.operation
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.operation to integraci_app;
create unique index operation_secret on app.operation (secret_hash);
create policy front on app.operation for select to integraci_front_owner using (true);
grant select (tenant_id, workflow_id, secret_hash) on app.operation to integraci_front_owner;

create policy front on app.tenant for select to integraci_front_owner using (true);
grant select (tenant_id, slug, state) on app.tenant to integraci_front_owner;
create policy front on app.workflow for select to integraci_front_owner using (true);
grant select (tenant_id, workflow_id, definition, version, state, undoing, step, ended_at)
    on app.workflow to integraci_front_owner;

-- The tenant that a realm belongs to.
create function front.resolve_realm(wanted text) returns table (tenant_id uuid, state text)
    language sql stable security definer set search_path = ''
begin atomic
    select t.tenant_id, t.state from app.tenant t where t.slug = wanted and t.state <> 'failed';
end;

-- Reserves a slug: 'reserved' for the tenant that is returned; 'known' when the key's tenant is there already;
-- 'busy' when the key's first request is still at work; 'reused' when the key came with other fields; 'taken'.
create function front.reserve_slug(
    wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea
) returns table (outcome text, tenant_id uuid)
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    former record;
begin
    perform pg_advisory_xact_lock(hashtextextended('integraci.reserve_slug', 0));
    delete from app.slug_reservation r where r.reserved_at < now() - interval '24 hours';
    select r.tenant_id, r.fingerprint, r.reserved_at,
           exists (select from app.tenant t where t.tenant_id = r.tenant_id) as there
    into former from app.slug_reservation r where r.key_hash = given_key;
    if found then
        if former.fingerprint <> given_fingerprint then
            return query select 'reused', former.tenant_id;
            return;
        elsif former.there then
            return query select 'known', former.tenant_id;
            return;
        elsif former.reserved_at > now() - interval '30 seconds' then
            return query select 'busy', former.tenant_id;
            return;
        end if;
    end if;
    if exists (select from app.tenant t where t.slug = wanted_slug and t.state <> 'failed')
        or exists (
            select from app.slug_reservation r
            where r.slug = wanted_slug and r.key_hash <> given_key
                and r.reserved_at > now() - interval '15 minutes'
                and not exists (select from app.tenant t where t.tenant_id = r.tenant_id)) then
        return query select 'taken', wanted_tenant;
        return;
    end if;
    if former.tenant_id is not null then
        update app.slug_reservation r set reserved_at = now() where r.tenant_id = former.tenant_id;
        return query select 'reserved', former.tenant_id;
        return;
    end if;
    insert into app.slug_reservation (tenant_id, slug, key_hash, fingerprint)
    values (wanted_tenant, wanted_slug, given_key, given_fingerprint);
    return query select 'reserved', wanted_tenant;
end;
$$;

-- How the workflow stands that a secret may watch, until an hour after its end.
create function front.read_operation(given_secret_hash bytea)
    returns table (slug text, definition text, version integer, state text, undoing boolean, step text)
    language sql stable security definer set search_path = ''
begin atomic
    select t.slug, w.definition, w.version, w.state, w.undoing, w.step
    from app.operation o
    join app.workflow w on w.tenant_id = o.tenant_id and w.workflow_id = o.workflow_id
    join app.tenant t on t.tenant_id = o.tenant_id
    where o.secret_hash = given_secret_hash and (w.ended_at is null or w.ended_at > now() - interval '1 hour');
end;

grant execute on function front.resolve_realm(text) to integraci_front;
grant execute on function front.reserve_slug(uuid, text, bytea, bytea) to integraci_front;
grant execute on function front.read_operation(bytea) to integraci_front;
grant create on schema front to integraci_front_owner;
alter function front.resolve_realm(text) owner to integraci_front_owner;
alter function front.reserve_slug(uuid, text, bytea, bytea) owner to integraci_front_owner;
alter function front.read_operation(bytea) owner to integraci_front_owner;
revoke create on schema front from integraci_front_owner;
