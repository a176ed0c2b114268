-- Schemas. The migrator owns everything in them; the running system's roles own nothing.
create schema app;
create schema front;

grant usage on schema app to
    integraci_app, integraci_sealer, integraci_workflow, integraci_overview, integraci_sweeper, integraci_backup;
grant usage on schema front to integraci_front;

-- Functions are executable by PUBLIC unless told otherwise.
alter default privileges revoke execute on functions from public;

-- What a policy compares with: the tenant of this transaction, or null, which equals nothing. Policies spell
-- the expression out as a subselect, so that it runs once per statement.
