-- Teams take turns: the claim goes from team to team and finds the next due work of each, up to as many as may run
-- of one team at a time. So a team that starts thousands delays itself only. A row with a lease that has not run out
-- is at work.
create index workflow_turn on app.workflow (tenant_id, due_at) where due_at is not null;
create index workflow_held on app.workflow (tenant_id, due_at) where lease_id is not null;
drop index app.workflow_due;
grant select (lease_id) on app.workflow to integraci_workflow;
