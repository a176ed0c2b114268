--- tables have row security enabled and forced
select name from wall_table where not (relrowsecurity and relforcerowsecurity)

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody
select t.name from wall_table t where not exists (
    select from wall_policy p, init_plan i
    where p.name = t.name and p.polname = 'tenant_wall' and p.polcmd = '*' and p.polroles = '{0}' and p.polpermissive
      and p.using_text = i.text and p.check_text = i.text)

--- no policy but the wall's is for everybody or for the application role
select p.name || ' ' || p.polname from wall_policy p
where p.polname <> 'tenant_wall'
  and (0 = any (p.polroles) or (select oid from pg_roles where rolname = 'integraci_app') = any (p.polroles))

--- nothing but tables, indexes, sequences and views: row security does not hold the rest
select name || ' ' || relkind::text from relation where relkind in ('m', 'f')

--- every table has a tenant_id that is a uuid and not null, and a primary key
select t.name from wall_table t
where not exists (
    select from pg_attribute a
    where a.attrelid = t.oid and a.attname = 'tenant_id' and a.atttypid = 'uuid'::regtype and a.attnotnull)
   or not exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'p')

--- foreign keys carry the tenant on both sides
select t.name || ' ' || c.conname from pg_constraint c join wall_table t on t.oid = c.conrelid
where c.contype = 'f' and not exists (
    select from unnest(c.conkey, c.confkey) as k (here, there)
    join pg_attribute h on h.attrelid = c.conrelid and h.attnum = k.here and h.attname = 'tenant_id'
    join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.there and f.attname = 'tenant_id')

--- views run with the rights of who asks
select name from relation
where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)

--- no rule rewrites a table's statements
select r.name || ' ' || w.rulename from pg_rewrite w join relation r on r.oid = w.ev_class where w.rulename <> '_RETURN'

--- only the migrator and the backup pass row security
select rolname from pg_roles
where (rolbypassrls or rolsuper) and oid <> 10 and rolname not in ('integraci_migrator', 'integraci_backup')
   or rolname in ('integraci_migrator', 'integraci_backup') and rolsuper

--- no role of ours makes roles, databases or replicas, or inherits
select rolname from pg_roles
where (rolname like 'integraci\_%' or rolname = 'keycloak') and (rolcreaterole or rolcreatedb or rolreplication or rolinherit)

--- nobody is a member of anything, but the migrator of the functions' owner, and one role of PostgreSQL's statistics
select m.roleid::regrole || ' to ' || m.member::regrole from pg_auth_members m
where (m.roleid >= 16384 or m.member >= 16384)
  and not (m.roleid::regrole::text = 'integraci_front_owner' and m.member::regrole::text = 'integraci_migrator')
  and not (m.roleid::regrole::text = 'pg_read_all_stats' and m.member::regrole::text = 'integraci_metrics'
           and not m.set_option and not m.admin_option)

--- the running system's roles own nothing but the functions of schema front
select d.classid::regclass || ' ' || d.objid || ' of ' || r.rolname
from pg_shdepend d join running r on r.oid = d.refobjid
where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o'
  and not (r.rolname = 'integraci_front_owner' and d.classid = 'pg_proc'::regclass
           and d.objid in (select oid from routine where nspname = 'front'))

--- the migrator owns every table, view and sequence
select name from relation where relowner <> 'integraci_migrator'::regrole

--- PUBLIC has no right on a table, a sequence or a function
select name || ' ' || privilege_type from privilege where grantee = 0
union all
select r.name || ' ' || acl.privilege_type
from routine r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) acl where acl.grantee = 0

--- PUBLIC has no right on a schema
select n.nspname || ' ' || acl.privilege_type
from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) acl
where acl.grantee = 0 and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'

--- PUBLIC connects to no database, the templates included
select d.datname || ' ' || acl.privilege_type
from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl where acl.grantee = 0

--- Keycloak and the product do not connect to each other's database
select 'keycloak to ' || current_database() where has_database_privilege('keycloak', current_database(), 'connect')
union all
select rolname || ' to keycloak' from running where has_database_privilege(oid, 'keycloak', 'connect')

--- the running system's roles have rows' rights only, and pass none on
select r.rolname || ' ' || p.privilege_type || ' ' || p.name from privilege p join running r on r.oid = p.grantee
where p.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or p.is_grantable

--- no role but the application's has a whole table
select r.rolname || ' ' || p.privilege_type || ' ' || p.name from privilege p join running r on r.oid = p.grantee
where r.rolname <> 'integraci_app' and p.attname is null and p.privilege_type <> 'DELETE'

--- the front role has no right on any table
select p.name from privilege p join running r on r.oid = p.grantee where r.rolname = 'integraci_front'

--- no running role draws from a sequence
select r.rolname || ' ' || p.name from privilege p join running r on r.oid = p.grantee
where p.relkind = 'S' and p.privilege_type <> 'SELECT'

--- no running role makes anything in a schema
select r.rolname || ' ' || n.nspname from running r, pg_namespace n
where n.nspname not like 'pg\_temp%' and n.nspname not like 'pg\_toast%' and has_schema_privilege(r.oid, n.oid, 'create')

--- no running role reads the migrations' history
select r.rolname from running r
where has_schema_privilege(r.oid, 'migration', 'usage') or exists (
    select from privilege p where p.grantee = r.oid and p.nspname = 'migration')

--- functions that lend rights are triggers, or stand in schema front and belong to its owner
select name from routine
where prosecdef and not is_trigger and not (nspname = 'front' and proowner = 'integraci_front_owner'::regrole)

--- functions that lend rights pin their search path
select name from routine
where prosecdef and not coalesce(proconfig && array['search_path=""', 'search_path='], false)

--- whatever stands in schema front lends rights, to the front role only
select r.name from routine r
where r.nspname = 'front' and (not r.prosecdef or exists (
    select from aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) acl
    where acl.grantee not in ('integraci_front_owner'::regrole, 'integraci_front'::regrole)))

--- every login role's transactions end by themselves
select r.rolname from pg_roles r
where (r.rolname like 'integraci\_%' or r.rolname = 'keycloak') and not exists (
    select from pg_db_role_setting s
    where s.setrole = r.oid and s.setdatabase = 0
      and s.setconfig::text like '%transaction_timeout=%' and s.setconfig::text like '%idle_in_transaction_session_timeout=%')

--- running roles find nothing by an unqualified name
select r.rolname from running r
where not exists (
    select from pg_db_role_setting s
    where s.setrole = r.oid and s.setdatabase = 0 and s.setconfig && array['search_path=""', 'search_path='])

--- nobody makes large objects
select p.oid::regprocedure::text || ' ' || r.rolname from pg_proc p, running r
where p.pronamespace = 'pg_catalog'::regnamespace and p.proname in ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_put', 'lowrite')
  and has_function_privilege(r.oid, p.oid, 'execute')
