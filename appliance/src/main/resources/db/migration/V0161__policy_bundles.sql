-- A team's policy bundles. What is here was checked and has passed its own tests; archive is the bundle in one piece, and
-- nothing of it can be changed. The rules are compiled from it, and from nothing else. A second person approves.
create table app.policy_bundle (
    tenant_id    uuid        not null references app.tenant (tenant_id),
    bundle_id    uuid        not null,
    name         text        not null check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    version      text        not null check (length(version) between 1 and 40),
    decision     text        not null check (decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'),
    rules        integer     not null check (rules between 1 and 200),
    digest       bytea       not null check (length(digest) = 32),
    archive      bytea       not null check (octet_length(archive) <= 4300000),
    state        text        not null default 'tested' check (state in ('tested', 'approved', 'active', 'superseded')),
    published_by uuid        not null,
    published_at timestamptz not null default now(),
    approved_by  uuid,
    approved_at  timestamptz,
    activated_by uuid,
    activated_at timestamptz,
    primary key (tenant_id, bundle_id),
    unique (tenant_id, name, version),
    check (sha256(archive) = digest),
    check (approved_by <> published_by),
    check ((approved_by is null) = (approved_at is null)),
    check ((state = 'tested') = (approved_by is null)),
    check ((activated_by is null) = (activated_at is null)),
    check ((state in ('active', 'superseded')) = (activated_by is not null))
);
create unique index policy_bundle_active on app.policy_bundle (tenant_id, decision) where state = 'active';
create unique index policy_bundle_digest on app.policy_bundle (tenant_id, digest);
alter table app.policy_bundle enable row level security;
alter table app.policy_bundle force row level security;
create policy tenant_wall on app.policy_bundle
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.policy_bundle to integraci_app;
grant insert (tenant_id, bundle_id, name, version, decision, rules, digest, archive, published_by) on app.policy_bundle
    to integraci_app;
grant update (state, approved_by, approved_at, activated_by, activated_at) on app.policy_bundle to integraci_app;

-- No state is passed over: what was not approved never decides.
create function app.policy_bundle_moves() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if (old.state, new.state) not in (('tested', 'approved'), ('approved', 'active'), ('active', 'superseded'),
        ('superseded', 'active')) then
        raise exception 'a bundle does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
    then
        raise exception 'an approval stays what it is' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.policy_bundle_moves() from public;
create trigger policy_bundle_moves before update on app.policy_bundle
    for each row execute function app.policy_bundle_moves();
