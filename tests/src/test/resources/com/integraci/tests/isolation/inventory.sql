-- What the checks look at, taken from the catalog and never from a list.
create temporary view running as
    select oid, rolname from pg_roles
    where rolname like 'integraci\_%' and rolname not in ('integraci_migrator', 'integraci_backup');

create temporary view relation as
    select c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
           n.nspname, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema';

-- Flyway's history is no tenant's; the check "history" holds the running roles off it.
create temporary view wall_table as
    select * from relation where relkind in ('r', 'p') and nspname <> 'migration';

create temporary view privilege as
    select r.name, r.nspname, r.relkind, null::name as attname, acl.grantee, acl.privilege_type, acl.is_grantable
    from relation r, aclexplode(coalesce(r.relacl, acldefault((case r.relkind when 'S' then 's' else 'r' end)::"char", r.relowner))) acl
    union all
    select r.name, r.nspname, r.relkind, a.attname, acl.grantee, acl.privilege_type, acl.is_grantable
    from relation r join pg_attribute a on a.attrelid = r.oid, aclexplode(a.attacl) acl;

create temporary view routine as
    select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.proowner, p.proacl, p.proconfig, n.nspname,
           p.prorettype = 'trigger'::regtype as is_trigger
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema';

create temporary view wall_policy as
    select t.name, p.polname, p.polcmd, p.polroles, p.polpermissive,
           pg_get_expr(p.polqual, p.polrelid) as using_text, pg_get_expr(p.polwithcheck, p.polrelid) as check_text
    from pg_policy p join relation t on t.oid = p.polrelid;

create temporary view init_plan as
    select '(tenant_id = ( SELECT (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::uuid AS "nullif"))' as text;
