-- Roles and databases, made or put right at each start by the superuser over the local socket, before
-- migrations. Idempotent: it also takes back what a hand has added since. Passwords are set apart.
-- Run with psql, ON_ERROR_STOP on, in database postgres.

-- What each role is. `limit` is the longest transaction; none of ours takes longer, and one that does has lost
-- its way. Migrations and backups take their time.
create temporary table wanted (name text, login bool, bypass bool, "limit" text, idle text);
insert into wanted values
    ('integraci_migrator',    true,  true,  '2h',    '10min'),
    ('integraci_backup',      true,  true,  '6h',    '10min'),
    ('integraci_app',         true,  false, '30s',   '30s'),
    ('integraci_front',       true,  false, '10s',   '10s'),
    ('integraci_sealer',      true,  false, '30s',   '30s'),
    ('integraci_workflow',    true,  false, '30s',   '30s'),
    ('integraci_overview',    true,  false, '30s',   '30s'),
    ('integraci_sweeper',     true,  false, '30s',   '30s'),
    ('integraci_events',      true,  false, '30s',   '30s'),
    -- Sees how the server is: what statistics there are, and no table.
    ('integraci_metrics',     true,  false, '10s',   '10s'),
    ('keycloak',              true,  false, '10min', '2min'),
    -- Owns the functions of schema front. Its policies and column grants are all that they reach.
    ('integraci_front_owner', false, false, '10s',   '10s');

select format('create role %I', name) from wanted
where not exists (select from pg_roles where rolname = name)
\gexec

select format(
    'alter role %I %s %s nosuperuser nocreatedb nocreaterole noreplication noinherit', name,
    case when login then 'login' else 'nologin' end, case when bypass then 'bypassrls' else 'nobypassrls' end)
from wanted
\gexec

-- A role may change its own settings, so what it left behind goes first.
select format('alter role %I reset all', name),
       format('alter role %I set transaction_timeout = %L', name, "limit"),
       format('alter role %I set idle_in_transaction_session_timeout = %L', name, idle)
from wanted
\gexec
-- Running roles name the schema of everything, so that no other can slip in before it.
select format('alter role %I set search_path = %L', name, '')
from wanted where name not in ('keycloak', 'integraci_migrator', 'integraci_backup')
\gexec
-- A claim that a crash of the server loses was never made; what is done under it waits for the disk, for the claim as well.
alter role integraci_workflow set synchronous_commit = off;
-- Whoever else signs in, such as the superuser on the local socket.
alter role all set transaction_timeout = '6h';

-- Nobody is a member of anything, but that the migrator may hand functions over to their owner, and that the
-- statistics of others' sessions are seen by one role: how many there are and how old their transactions.
select format('revoke %I from %I granted by %I cascade', granted.rolname, member.rolname, grantor.rolname)
from pg_auth_members m
join pg_roles grantor on grantor.oid = m.grantor
join pg_roles granted on granted.oid = m.roleid
join pg_roles member on member.oid = m.member
where (member.rolname in (select name from wanted) or granted.rolname in (select name from wanted))
  and (granted.rolname, member.rolname) not in (
      ('integraci_front_owner', 'integraci_migrator'), ('pg_read_all_stats', 'integraci_metrics'))
\gexec
grant integraci_front_owner to integraci_migrator with inherit true, set true, admin false;
grant pg_read_all_stats to integraci_metrics with inherit true, set false, admin false;

select format('create database %I owner %I', name, owner)
from (values ('integraci', 'integraci_migrator'), ('keycloak', 'keycloak')) as wanted (name, owner)
where not exists (select from pg_database where datname = name)
\gexec

-- Nobody reaches a database that is not named here, the templates and postgres included.
select format('revoke all on database %I from public', datname) from pg_database
\gexec
grant connect on database integraci to
    integraci_migrator, integraci_backup, integraci_app, integraci_front, integraci_sealer, integraci_workflow,
    integraci_overview, integraci_sweeper, integraci_events, integraci_metrics;
grant connect on database keycloak to keycloak, integraci_backup;

-- Large objects have no row security: no role of ours can make one.
\connect integraci
revoke all on schema public from public;
select format('revoke execute on function %s from public', oid::regprocedure)
from pg_proc
where pronamespace = 'pg_catalog'::regnamespace
  and proname in ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import', 'lo_open', 'lowrite', 'lo_put', 'lo_export')
\gexec
