--- Rights across tenants
with granted as (
    select r.rolname, p.name, lower(p.privilege_type) as command,
           coalesce(string_agg(p.attname, ', ' order by p.attname), 'all') as columns
    from privilege p join running r on r.oid = p.grantee
    where r.rolname <> 'integraci_app' or p.relkind = 'S'
    group by r.rolname, p.name, p.privilege_type),
allowed as (
    select r.rolname, p.name, command,
           case when command = 'insert' then p.check_text
                when command = 'update' then p.using_text || ' then ' || coalesce(p.check_text, p.using_text)
                else p.using_text end as rows
    from wall_policy p
    cross join unnest(case p.polcmd
        when 'r' then array['select'] when 'a' then array['insert'] when 'w' then array['update']
        when 'd' then array['delete'] else array['select', 'insert', 'update', 'delete'] end) as command
    join running r on r.oid = any (p.polroles))
select format('| %s | %s | %s | %s | %s |', coalesce(g.rolname, a.rolname), coalesce(g.name, a.name),
              coalesce(g.command, a.command), coalesce(g.columns, 'none'),
              case when a.name is null then 'one tenant''s' else regexp_replace(a.rows, '\s+', ' ', 'g') end)
from granted g full join allowed a on (a.rolname, a.name, a.command) = (g.rolname, g.name, g.command)
order by 1

--- Indexes that tenant_id does not lead
select format('| %s | %s%s |', t.name, case when i.indisunique then 'unique ' else '' end,
              regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', ''))
from pg_index i join wall_table t on t.oid = i.indrelid
left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
where a.attname is distinct from 'tenant_id'
order by 1

--- Functions for the anonymous
select format('| %s | %s |', p.proname, pg_get_function_result(p.oid))
from pg_proc p where p.pronamespace = 'front'::regnamespace
order by 1

--- Triggers that lend rights
select format('| %s | %s |', r.name, r.proowner::regrole) from routine r where r.prosecdef and r.is_trigger order by 1

--- Memberships of PostgreSQL's own roles
select format('| %s | %s |', m.member::regrole, m.roleid::regrole)
from pg_auth_members m where m.roleid < 16384 and m.member >= 16384
order by 1
