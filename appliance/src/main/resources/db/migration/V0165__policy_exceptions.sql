-- Exceptions from a rule, for one service and until a time. Somebody asks for one and another person approves it; then the
-- rule does not deny there. Nothing has to run for its end: whoever decides compares with the clock.
create table app.policy_exception (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    exception_id uuid        not null,
    decision     text        not null check (decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'),
    rule         text        not null check (rule ~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' and length(rule) <= 64),
    service      text        not null check (service ~ '^[a-z][a-z0-9-]{0,62}$'),
    environment  text        check (environment ~ '^[a-z][a-z0-9-]{0,62}$'),
    reason       text        not null check (length(reason) between 1 and 500),
    expires_at   timestamptz not null,
    asked_by     uuid        not null,
    asked_at     timestamptz not null default now(),
    approved_by  uuid,
    approved_at  timestamptz,
    ended_by     uuid,
    ended_at     timestamptz,
    primary key (tenant_id, exception_id),
    check (expires_at > asked_at and expires_at <= asked_at + interval '91 days'),
    check (approved_by <> asked_by),
    check ((approved_by is null) = (approved_at is null)),
    check ((ended_by is null) = (ended_at is null))
);
create index policy_exception_of on app.policy_exception (tenant_id, service, expires_at);
alter table app.policy_exception enable row level security;
alter table app.policy_exception force row level security;
create policy tenant_wall on app.policy_exception
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.policy_exception to integraci_app;
grant insert (tenant_id, exception_id, decision, rule, service, environment, reason, expires_at, asked_by)
    on app.policy_exception to integraci_app;
grant update (approved_by, approved_at, ended_by, ended_at) on app.policy_exception to integraci_app;

-- An exception is approved once, while it is neither over nor ended, and ended once.
create function app.policy_exception_moves() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if old.ended_at is not null then
        raise exception 'an exception that was ended stays so' using errcode = 'check_violation';
    end if;
    if (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
        and (old.approved_by is not null or old.expires_at <= now()) then
        raise exception 'an approval stays what it is, and comes before the end' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.policy_exception_moves() from public;
create trigger policy_exception_moves before update on app.policy_exception
    for each row execute function app.policy_exception_moves();
