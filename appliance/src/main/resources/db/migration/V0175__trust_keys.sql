-- Public keys whose signatures a team counts, for its policy bundles, for attestations at its gates, or for both. A private
-- key is never here. voucher is the site's own signature over tenant, key and purposes, by a key that OpenBao keeps, so
-- that a row which somebody wrote past these rules counts for nothing. A key that was removed stays removed.
create table app.trusted_key (
    tenant_id      uuid        not null references app.tenant (tenant_id),
    trusted_key_id uuid        not null,
    name           text        not null check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    public_key     bytea       not null check (octet_length(public_key) between 1 and 500),
    fingerprint    bytea       not null,
    bundles        boolean     not null,
    evidence       boolean     not null,
    voucher        text        not null check (octet_length(voucher) <= 4096),
    added_by       uuid        not null,
    added_at       timestamptz not null default now(),
    removed_by     uuid,
    removed_at     timestamptz,
    primary key (tenant_id, trusted_key_id),
    unique (tenant_id, fingerprint),
    check (sha256(public_key) = fingerprint),
    check (bundles or evidence),
    check ((removed_by is null) = (removed_at is null))
);
alter table app.trusted_key enable row level security;
alter table app.trusted_key force row level security;
create policy tenant_wall on app.trusted_key
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select on app.trusted_key to integraci_app;
grant insert (tenant_id, trusted_key_id, name, public_key, fingerprint, bundles, evidence, voucher, added_by)
    on app.trusted_key to integraci_app;
grant update (removed_by, removed_at) on app.trusted_key to integraci_app;

create function app.trusted_key_stays_removed() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if old.removed_at is not null then
        raise exception 'a key that was removed stays removed' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.trusted_key_stays_removed() from public;
create trigger trusted_key_stays_removed before update on app.trusted_key
    for each row execute function app.trusted_key_stays_removed();
