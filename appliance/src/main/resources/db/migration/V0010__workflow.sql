-- Durable work. due_at is when a worker may take it; null when none may: it ended, or it waits for a person.
-- A claim moves due_at behind the end of its lease, so that a killed worker's work becomes due by itself, and
-- writes a lease_id of its own, which every later write of that worker must still find.
create table app.workflow (
    tenant_id   uuid        not null references app.tenant (tenant_id),
    workflow_id uuid        not null,
    definition  text        not null check (definition ~ '^[a-z]+([.-][a-z]+){0,3}$'),
    version     integer     not null check (version > 0),
    payload     text        not null check (payload is json object and octet_length(payload) <= 16384),
    state       text        not null check (state in ('running', 'stuck', 'succeeded', 'failed')),
    undoing     boolean     not null default false,
    step        text        not null check (step ~ '^[a-z-]{1,32}$'),
    attempt     integer     not null default 0 check (attempt >= 0),
    attempts    integer     not null default 0 check (attempts >= 0),
    error       text        not null default '' check (length(error) <= 500),
    due_at      timestamptz,
    lease_id    uuid,
    created_at  timestamptz not null default now(),
    changed_at  timestamptz not null default now(),
    ended_at    timestamptz,
    primary key (tenant_id, workflow_id),
    check ((state = 'running') = (due_at is not null)),
    check ((state in ('succeeded', 'failed')) = (ended_at is not null))
);
alter table app.workflow enable row level security;
alter table app.workflow force row level security;
create policy tenant_wall on app.workflow
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.workflow to integraci_app;
grant update (state, undoing, step, attempt, attempts, error, due_at, lease_id, changed_at, ended_at)
    on app.workflow to integraci_app;

-- The claim looks across tenants: what is due, and nothing of what it is about.
create index workflow_due on app.workflow (due_at) where due_at is not null;
create policy claim_seen on app.workflow for select to integraci_workflow using (due_at is not null);
create policy claim_taken on app.workflow for update to integraci_workflow
    using (due_at is not null) with check (due_at is not null);
grant select (tenant_id, workflow_id, due_at) on app.workflow to integraci_workflow;
grant update (due_at, lease_id) on app.workflow to integraci_workflow;

-- Operators see where every tenant's work stands, not what it carries.
create policy overview on app.workflow for select to integraci_overview using (true);
grant select (tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error, due_at, created_at,
    changed_at) on app.workflow to integraci_overview;

-- The journal: one row for each attempt at a step, forwards or back. An attempt that stays open was lost with
-- its worker.
create table app.workflow_step (
    tenant_id   uuid        not null,
    workflow_id uuid        not null,
    number      integer     not null check (number > 0),
    step        text        not null check (step ~ '^[a-z-]{1,32}$'),
    undoing     boolean     not null,
    outcome     text        not null default 'open' check (outcome in ('open', 'done', 'failed', 'lost')),
    error       text        not null default '' check (length(error) <= 500),
    result      text        not null default '{}' check (result is json object and octet_length(result) <= 16384),
    started_at  timestamptz not null default now(),
    ended_at    timestamptz,
    primary key (tenant_id, workflow_id, number),
    foreign key (tenant_id, workflow_id) references app.workflow (tenant_id, workflow_id),
    check ((outcome = 'open') = (ended_at is null))
);
alter table app.workflow_step enable row level security;
alter table app.workflow_step force row level security;
create policy tenant_wall on app.workflow_step
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.workflow_step to integraci_app;
grant update (outcome, error, result, ended_at) on app.workflow_step to integraci_app;
