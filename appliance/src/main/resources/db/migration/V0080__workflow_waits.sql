-- Workflows that wait: until a moment, for a signal, for a person. What waits for a moment is due then; what waits for
-- a signal alone is not due at all, until the signal's own transaction makes it so.
--
-- asked is what a person wants of a workflow that its worker carries out at the next transition: to take back what was
-- done, or to take an outcome that was not known as done.
alter table app.workflow
    drop constraint workflow_state_check,
    drop constraint workflow_check,
    drop constraint workflow_check1,
    add column awaits text check (awaits ~ '^[a-z-]{1,32}$'),
    add column wait_until timestamptz,
    add column late_fails boolean not null default false,
    add column deadline_at timestamptz,
    add column asked text check (asked in ('cancel', 'compensate', 'done')),
    add constraint workflow_state_check check (
        state in ('running', 'waiting', 'stuck', 'ambiguous', 'succeeded', 'failed', 'cancelled')),
    add constraint workflow_due_check check (
        case state when 'running' then due_at is not null when 'waiting' then true else due_at is null end),
    add constraint workflow_ended_check check (
        (state in ('succeeded', 'failed', 'cancelled')) = (ended_at is not null)),
    add constraint workflow_waits_check check (state = 'waiting' or awaits is null and wait_until is null);
grant update (awaits, wait_until, late_fails, deadline_at, asked) on app.workflow to integraci_app;
grant select (awaits, wait_until, deadline_at, asked) on app.workflow to integraci_overview;

-- A wait has a row of the journal, like an attempt: what it ended with, and a signal's payload as its result.
alter table app.workflow_step
    drop constraint workflow_step_outcome_check,
    drop constraint workflow_step_check1,
    add constraint workflow_step_outcome_check check (
        outcome in ('open', 'done', 'failed', 'lost', 'ambiguous', 'waiting', 'signalled', 'elapsed', 'late',
                    'cancelled')),
    add constraint workflow_step_ended_check check ((outcome in ('open', 'waiting')) = (ended_at is null));

-- Signals are kept from when they are sent until a step waits for them: each key once, in their order.
create table app.workflow_signal (
    tenant_id   uuid        not null,
    workflow_id uuid        not null,
    number      integer     not null check (number between 1 and 100),
    key         text        not null check (key ~ '^[A-Za-z0-9_.:-]{1,64}$'),
    name        text        not null check (name ~ '^[a-z-]{1,32}$'),
    payload     text        not null check (payload is json object and octet_length(payload) <= 16384),
    sent_at     timestamptz not null default now(),
    taken_at    timestamptz,
    primary key (tenant_id, workflow_id, number),
    unique (tenant_id, workflow_id, key),
    foreign key (tenant_id, workflow_id) references app.workflow (tenant_id, workflow_id)
);
alter table app.workflow_signal enable row level security;
alter table app.workflow_signal force row level security;
create policy tenant_wall on app.workflow_signal
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.workflow_signal to integraci_app;
grant update (taken_at) on app.workflow_signal to integraci_app;
