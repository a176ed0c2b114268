-- Runs of the isolation probe, in the operators' tenant: each attempt with what answered, as JSON.
create table app.probe_run (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    run_id     uuid        not null,
    started_at timestamptz not null,
    ended_at   timestamptz not null default now(),
    tried      integer     not null check (tried > 0),
    blocked    integer     not null check (blocked between 0 and tried),
    attempts   text        not null check (length(attempts) < 1048576),
    primary key (tenant_id, run_id)
);
alter table app.probe_run enable row level security;
alter table app.probe_run force row level security;
create policy tenant_wall on app.probe_run
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.probe_run to integraci_app;
