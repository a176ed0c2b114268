-- Lists of the workflows in one state, and of one definition, the latest started first.
create index workflow_state on app.workflow (tenant_id, state, workflow_id);
create index workflow_definition on app.workflow (tenant_id, definition, workflow_id);

-- A step writes its workflow's row and its own row of the journal again: with room beside them, in the same page.
alter table app.workflow set (fillfactor = 70);
alter table app.workflow_step set (fillfactor = 70);
