-- What holds of a row, in one function for each table. PostgreSQL reads a CHECK's expression anew for each statement
-- that writes, whatever columns it writes, and the nineteen of a workflow took longer than the write; a function's are
-- read once in a connection. Each truth is as it was; what is null is left to not null.
create function app.workflow_holds(
    definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text,
    due_at timestamptz, begun_at timestamptz, ended_at timestamptz, awaits text, wait_until timestamptz, asked text,
    parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint
) returns boolean
    language plpgsql immutable as
$$
begin
    return definition ~ '^[a-z]+([.-][a-z]+){0,3}$' and version > 0
        and payload is json object and octet_length(payload) <= 16384
        and state in ('running', 'waiting', 'stuck', 'ambiguous', 'succeeded', 'failed', 'cancelled')
        and step ~ '^[a-z-]{1,32}$' and attempt >= 0 and attempts >= 0 and length(error) <= 500
        -- When a worker may take it, whether an attempt is open, and when it ended.
        and case state when 'running' then due_at is not null when 'waiting' then true else due_at is null end
        and (begun_at is null or state in ('running', 'stuck'))
        and (state in ('succeeded', 'failed', 'cancelled')) = (ended_at is not null)
        -- What it waits for, and what a person asks of it.
        and (state = 'waiting' or awaits is null and wait_until is null and awaits_children = 0)
        and coalesce(awaits ~ '^[a-z-]{1,32}$', true) and awaits_children between 0 and 16
        and coalesce(asked in ('cancel', 'compensate', 'done'), true)
        -- Its place below another.
        and num_nulls(parent_id, parent_number, child_index) in (0, 3)
        and coalesce(child_index between 0 and 15, true)
        and (parent_id is null) = (depth = 0) and depth between 0 and 3;
end
$$;
grant execute on function app.workflow_holds to integraci_app, integraci_workflow;

alter table app.workflow
    drop constraint workflow_asked_check,
    drop constraint workflow_attempt_check,
    drop constraint workflow_attempts_check,
    drop constraint workflow_awaits_check,
    drop constraint workflow_awaits_children_check,
    drop constraint workflow_below_check,
    drop constraint workflow_child_index_check,
    drop constraint workflow_children_check,
    drop constraint workflow_definition_check,
    drop constraint workflow_depth_check,
    drop constraint workflow_due_check,
    drop constraint workflow_ended_check,
    drop constraint workflow_error_check,
    drop constraint workflow_parent_check,
    drop constraint workflow_payload_check,
    drop constraint workflow_state_check,
    drop constraint workflow_step_check,
    drop constraint workflow_version_check,
    drop constraint workflow_waits_check,
    add constraint workflow_holds check (app.workflow_holds(
        definition, version, payload, state, step, attempt, attempts, error, due_at, begun_at, ended_at, awaits,
        wait_until, asked, parent_id, parent_number, child_index, depth, awaits_children));

create function app.workflow_step_holds(
    number integer, step text, outcome text, error text, result text, ended_at timestamptz
) returns boolean
    language plpgsql immutable as
$$
begin
    return number > 0 and step ~ '^[a-z-]{1,32}$' and length(error) <= 500
        and result is json object and octet_length(result) <= 16384
        and outcome in ('done', 'failed', 'lost', 'ambiguous', 'waiting', 'signalled', 'elapsed', 'joined', 'late',
            'cancelled')
        and (outcome = 'waiting') = (ended_at is null);
end
$$;
grant execute on function app.workflow_step_holds to integraci_app;

-- No row of the journal is open, so none is by default.
alter table app.workflow_step
    drop constraint workflow_step_ended_check,
    drop constraint workflow_step_error_check,
    drop constraint workflow_step_number_check,
    drop constraint workflow_step_outcome_check,
    drop constraint workflow_step_result_check,
    drop constraint workflow_step_step_check,
    alter column outcome drop default,
    add constraint workflow_step_holds check (app.workflow_step_holds(number, step, outcome, error, result, ended_at));
