--- tables have row security enabled and forced: row security off
alter table app.tenant disable row level security

--- tables have row security enabled and forced: not forced
alter table app.member no force row level security

--- tables have row security enabled and forced: a new table without it
create table app.forgotten (tenant_id uuid not null primary key)

--- tables have row security enabled and forced: a new table in another schema
create schema elsewhere; create table elsewhere.forgotten (tenant_id uuid not null primary key)

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody: dropped
drop policy tenant_wall on app.tenant

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody: using (true)
alter policy tenant_wall on app.tenant using (true)

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody: no with check
drop policy tenant_wall on app.tenant;
create policy tenant_wall on app.tenant
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody: computed for each row
alter policy tenant_wall on app.tenant
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)

--- every table has the wall's policy in the InitPlan form, using and with check, for everybody: for one role only
alter policy tenant_wall on app.tenant to integraci_app

--- no policy but the wall's is for everybody or for the application role: a second one for everybody
create policy generous on app.tenant for select using (true)

--- no policy but the wall's is for everybody or for the application role: a second one for the application role
create policy generous on app.tenant for select to integraci_app using (true)

--- nothing but tables, indexes, sequences and views: row security does not hold the rest: a materialized view
create materialized view app.everything as select * from app.tenant

--- every table has a tenant_id that is a uuid and not null, and a primary key: a table that is everybody's
create table app.setting (name text primary key)

--- foreign keys carry the tenant on both sides: by the id alone
create table app.parent (tenant_id uuid not null, id uuid not null unique, primary key (tenant_id, id));
create table app.child (tenant_id uuid not null primary key, parent uuid references app.parent (id))

--- views run with the rights of who asks: a view of its owner
create view app.everything as select * from app.tenant

--- no rule rewrites a table's statements: a rule
create rule copy as on insert to app.tenant do also nothing

--- only the migrator and the backup pass row security: the application role does
alter role integraci_app bypassrls

--- only the migrator and the backup pass row security: a job is superuser
alter role integraci_sealer superuser

--- no role of ours makes roles, databases or replicas, or inherits: the application role makes roles
alter role integraci_app createrole

--- nobody is a member of anything, but the migrator of the functions' owner, and one role of PostgreSQL's statistics: the application role of the migrator's
grant integraci_migrator to integraci_app with inherit false

--- nobody is a member of anything, but the migrator of the functions' owner, and one role of PostgreSQL's statistics: a job may read files
grant pg_read_server_files to integraci_sweeper

--- nobody is a member of anything, but the migrator of the functions' owner, and one role of PostgreSQL's statistics: the statistics' role reads more
grant pg_monitor to integraci_metrics

--- nobody is a member of anything, but the migrator of the functions' owner, and one role of PostgreSQL's statistics: the statistics' role passes it on
grant pg_read_all_stats to integraci_metrics with admin true

--- the running system's roles own nothing but the functions of schema front: a table
alter table app.tenant owner to integraci_app

--- the migrator owns every table, view and sequence: a table of the superuser
alter table app.tenant owner to postgres

--- PUBLIC has no right on a table, a sequence or a function: reads a table
grant select on app.tenant to public

--- PUBLIC has no right on a table, a sequence or a function: reads a column
grant select (slug) on app.tenant to public

--- PUBLIC has no right on a table, a sequence or a function: runs a new function
create function app.anything() returns int language sql as 'select 1'

--- PUBLIC has no right on a schema: uses app
grant usage on schema app to public

--- PUBLIC connects to no database, the templates included: template1
grant connect on database template1 to public

--- Keycloak and the product do not connect to each other's database: the application role to Keycloak's
grant connect on database keycloak to integraci_app

--- the running system's roles have rows' rights only, and pass none on: truncate
grant truncate on app.tenant to integraci_app

--- the running system's roles have rows' rights only, and pass none on: a grant to pass on
grant select on app.tenant to integraci_app with grant option

--- no role but the application's has a whole table: a job reads all columns
grant select on app.tenant to integraci_sealer

--- the front role has no right on any table: reads a column
grant select (slug) on app.tenant to integraci_front

--- no running role draws from a sequence: uses one
create sequence app.number; grant usage on sequence app.number to integraci_app

--- no running role makes anything in a schema: in app
grant create on schema app to integraci_app

--- no running role reads the migrations' history: uses its schema
grant usage on schema migration to integraci_app

--- functions that lend rights are triggers, or stand in schema front and belong to its owner: in app
create function app.lend() returns int language sql security definer set search_path = '' as 'select 1'

--- functions that lend rights are triggers, or stand in schema front and belong to its owner: the migrator's
create function front.lend() returns int language sql security definer set search_path = '' as 'select 1';
alter function front.lend() owner to integraci_migrator

--- functions that lend rights pin their search path: any path
create function front.lend() returns int language sql security definer as 'select 1';
alter function front.lend() owner to integraci_front_owner

--- whatever stands in schema front lends rights, to the front role only: to the application role too
create function front.lend() returns int language sql security definer set search_path = '' as 'select 1';
grant execute on function front.lend() to integraci_app

--- every login role's transactions end by themselves: a role without a limit
alter role integraci_app reset transaction_timeout

--- running roles find nothing by an unqualified name: a search path
alter role integraci_app set search_path = app

--- nobody makes large objects: PUBLIC does
grant execute on function pg_catalog.lo_from_bytea(oid, bytea) to public
