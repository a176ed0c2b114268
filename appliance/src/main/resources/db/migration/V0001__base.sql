-- Schemas. The migrator owns everything in them; the running system's roles own nothing.
create schema app;
create schema front;

grant usage on schema app to
    integraci_app, integraci_sealer, integraci_workflow, integraci_overview, integraci_sweeper, integraci_backup,
    integraci_front_owner;
grant usage on schema front to integraci_front, integraci_backup;

-- Functions are executable by PUBLIC unless told otherwise.
alter default privileges revoke execute on functions from public;

-- The backup role reads whatever there is and will be, the migrations' history too.
alter default privileges grant select on tables to integraci_backup;
alter default privileges grant select on sequences to integraci_backup;
alter default privileges grant usage on schemas to integraci_backup;
grant usage on schema migration to integraci_backup;
grant select on all tables in schema migration to integraci_backup;

-- What a policy compares with: the tenant of this transaction, or null, which equals nothing. Policies spell
-- the expression out as a subselect, so that it runs once per statement.

-- A function for the anonymous belongs to integraci_front_owner, which has no BYPASSRLS: what it reaches is what
-- column grants and a policy "to integraci_front_owner" give it. Its migration says, in this order:
--
--   grant select (tenant_id, slug, state) on app.tenant to integraci_front_owner;
--   create policy front on app.tenant for select to integraci_front_owner using (true);
--   create function front.resolve_realm(wanted text) returns table (tenant_id uuid, state text)
--       language sql stable security definer set search_path = ''
--       begin atomic select t.tenant_id, t.state from app.tenant t where t.slug = wanted; end;
--   grant execute on function front.resolve_realm(text) to integraci_front;
--   grant create on schema front to integraci_front_owner;
--   alter function front.resolve_realm(text) owner to integraci_front_owner;
--   revoke create on schema front from integraci_front_owner;
