-- Runs of a bundle against the decisions of a period, to see what it would change. A run goes on in one process, which says
-- again and again that it is alive; one that no longer does so is over, and whoever starts the next marks it. What has ended
-- stays as it is: its result, with its hash, is in the audit chain too.
create table app.replay (
    tenant_id   uuid        not null references app.tenant (tenant_id),
    replay_id   uuid        not null,
    bundle_id   uuid        not null,
    period_from timestamptz not null,
    period_to   timestamptz not null,
    state       text        not null default 'running' check (state in ('running', 'finished', 'failed', 'cancelled')),
    total       integer     not null check (total between 0 and 100000),
    done        integer     not null default 0 check (done between 0 and 100000),
    alive_until timestamptz not null,
    started_by  uuid        not null,
    started_at  timestamptz not null default now(),
    ended_at    timestamptz,
    fault       text        check (length(fault) between 1 and 500),
    result      text        check (octet_length(result) <= 65536),
    result_hash bytea,
    primary key (tenant_id, replay_id),
    foreign key (tenant_id, bundle_id) references app.policy_bundle (tenant_id, bundle_id),
    check (period_from < period_to),
    check ((state = 'running') = (ended_at is null)),
    check ((state = 'failed') = (fault is not null)),
    check ((state = 'finished') = (result is not null)),
    check ((result is null) = (result_hash is null)),
    check (sha256(convert_to(result, 'UTF8')) = result_hash),
    check (state <> 'finished' or done = total)
);
create unique index replay_running on app.replay (tenant_id) where state = 'running';
create index replay_of on app.replay (tenant_id, bundle_id, replay_id);
alter table app.replay enable row level security;
alter table app.replay force row level security;
create policy tenant_wall on app.replay
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.replay to integraci_app;
grant insert (tenant_id, replay_id, bundle_id, period_from, period_to, total, alive_until, started_by) on app.replay
    to integraci_app;
grant update (state, total, done, alive_until, ended_at, fault, result, result_hash) on app.replay to integraci_app;

create function app.replay_stays() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if old.state <> 'running' then
        raise exception 'a replay that has ended stays what it is' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.replay_stays() from public;
create trigger replay_stays before update on app.replay for each row execute function app.replay_stays();

-- The decisions that came out differently in the last run of a bundle. Decisions are never deleted, so that nothing has to
-- hold them here.
create table app.replay_change (
    tenant_id   uuid not null references app.tenant (tenant_id),
    replay_id   uuid not null,
    decision_id uuid not null,
    change      text not null check (change in ('to_deny', 'to_allow', 'undecided')),
    because     text not null check (length(because) <= 2000),
    primary key (tenant_id, replay_id, decision_id),
    foreign key (tenant_id, replay_id) references app.replay (tenant_id, replay_id)
);
alter table app.replay_change enable row level security;
alter table app.replay_change force row level security;
create policy tenant_wall on app.replay_change
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.replay_change to integraci_app;
