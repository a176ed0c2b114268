-- Bundles that decide in the shadow of the one that counts: from a moment on, of every decision of their kind in the log it is
-- written down whether it would have come out differently. A job follows the log, a page at a time, and says up to which
-- decision it has seen it; one of a kind is followed at a time. What has ended stays as it is.
create table app.shadow (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    shadow_id  uuid        not null,
    bundle_id  uuid        not null,
    kind       text        not null check (kind ~ '^[a-z]{2,20}-[0-9]{1,3}$'),
    since      timestamptz not null,
    seen       uuid        not null,
    unchanged  bigint      not null default 0 check (unchanged >= 0),
    to_deny    bigint      not null default 0 check (to_deny >= 0),
    to_allow   bigint      not null default 0 check (to_allow >= 0),
    undecided  bigint      not null default 0 check (undecided >= 0),
    started_by uuid        not null,
    ended_at   timestamptz check (ended_at >= since),
    primary key (tenant_id, shadow_id),
    foreign key (tenant_id, bundle_id) references app.policy_bundle (tenant_id, bundle_id)
);
create unique index shadow_followed on app.shadow (tenant_id, kind) where ended_at is null;
alter table app.shadow enable row level security;
alter table app.shadow force row level security;
create policy tenant_wall on app.shadow
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy sweep on app.shadow for select to integraci_sweeper using (ended_at is null);
grant select (tenant_id, shadow_id, ended_at) on app.shadow to integraci_sweeper;
grant select on app.shadow to integraci_app;
grant insert (tenant_id, shadow_id, bundle_id, kind, since, seen, started_by) on app.shadow to integraci_app;
grant update (seen, unchanged, to_deny, to_allow, undecided, ended_at) on app.shadow to integraci_app;

create function app.shadow_stays() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if old.ended_at is not null then
        raise exception 'a shadow that has ended stays what it is' using errcode = 'check_violation';
    end if;
    if new.seen < old.seen or new.unchanged < old.unchanged or new.to_deny < old.to_deny
        or new.to_allow < old.to_allow or new.undecided < old.undecided
    then
        raise exception 'a shadow goes on, and never back' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.shadow_stays() from public;
create trigger shadow_stays before update on app.shadow for each row execute function app.shadow_stays();

-- The decisions that come out differently, the first ten thousand of them; those of a team's last shadow of a kind are kept.
create table app.shadow_change (
    tenant_id   uuid not null references app.tenant (tenant_id),
    shadow_id   uuid not null,
    decision_id uuid not null,
    change      text not null check (change in ('to_deny', 'to_allow', 'undecided')),
    because     text not null check (length(because) <= 2000),
    primary key (tenant_id, shadow_id, decision_id),
    foreign key (tenant_id, shadow_id) references app.shadow (tenant_id, shadow_id)
);
alter table app.shadow_change enable row level security;
alter table app.shadow_change force row level security;
create policy tenant_wall on app.shadow_change
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.shadow_change to integraci_app;
