-- Login roles, made or put right at each start by the superuser over the local socket, before migrations.
-- Passwords are set apart. Run with psql, ON_ERROR_STOP on, in database postgres.
select format('create role %I login', name)
from unnest(array[
    'integraci_migrator', 'integraci_backup', 'integraci_app', 'integraci_front', 'integraci_sealer',
    'integraci_workflow', 'integraci_overview', 'integraci_sweeper', 'keycloak']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role integraci_migrator bypassrls nosuperuser nocreatedb nocreaterole;
alter role integraci_backup bypassrls nosuperuser nocreatedb nocreaterole;

-- No statement of ours takes longer; one that does has lost its way. Migrations and backups take their time.
alter role integraci_migrator set transaction_timeout = '2h';
alter role integraci_backup set transaction_timeout = '6h';
alter role keycloak set transaction_timeout = '10min';
select format('alter role %I nobypassrls nosuperuser nocreatedb nocreaterole', name),
       format('alter role %I set transaction_timeout = %L', name, '30s'),
       format('alter role %I set search_path = %L', name, '')
from unnest(array[
    'integraci_app', 'integraci_front', 'integraci_sealer', 'integraci_workflow', 'integraci_overview',
    'integraci_sweeper']) as name
\gexec

select format('create database %I owner %I', name, owner)
from (values ('integraci', 'integraci_migrator'), ('keycloak', 'keycloak')) as wanted (name, owner)
where not exists (select from pg_database where datname = name)
\gexec

select format('revoke connect, temporary on database %I from public', datname) from pg_database where datallowconn
\gexec
grant connect on database integraci to
    integraci_migrator, integraci_backup, integraci_app, integraci_front, integraci_sealer, integraci_workflow,
    integraci_overview, integraci_sweeper;
grant connect on database keycloak to keycloak, integraci_backup;
