-- A step may wait for workflows that it starts, its children. A child names the row of the journal that is its parent's
-- wait, and its place among those that this wait started: it is started once, by whatever worker and however often.
-- While the parent waits it knows for how many; the end of the last one makes it due, in that one's own transaction.
alter table app.workflow
    add column parent_id       uuid,
    add column parent_number   integer,
    add column child_index     smallint check (child_index between 0 and 15),
    add column depth           smallint not null default 0 check (depth between 0 and 3),
    add column awaits_children smallint not null default 0 check (awaits_children between 0 and 16),
    add constraint workflow_parent_check check (num_nulls(parent_id, parent_number, child_index) in (0, 3)),
    add constraint workflow_below_check check ((parent_id is null) = (depth = 0)),
    add constraint workflow_children_check check (state = 'waiting' or awaits_children = 0),
    add constraint workflow_parent_fkey foreign key (tenant_id, parent_id, parent_number)
        references app.workflow_step (tenant_id, workflow_id, number);
create unique index workflow_child on app.workflow (tenant_id, parent_id, parent_number, child_index)
    where parent_id is not null;
grant update (awaits_children) on app.workflow to integraci_app;
grant select (parent_id, parent_number, child_index, awaits_children) on app.workflow to integraci_overview;

alter table app.workflow_step
    drop constraint workflow_step_outcome_check,
    add constraint workflow_step_outcome_check check (
        outcome in ('open', 'done', 'failed', 'lost', 'ambiguous', 'waiting', 'signalled', 'elapsed', 'joined', 'late',
                    'cancelled'));
