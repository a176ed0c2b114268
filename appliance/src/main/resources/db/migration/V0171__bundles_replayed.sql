-- A bundle is replayed before somebody approves it, and again within the day before it is activated. Going back to one that
-- decided before needs no replay: nothing may stand in the way of that.
alter table app.policy_bundle drop constraint policy_bundle_state_check;
alter table app.policy_bundle add constraint policy_bundle_state_check
    check (state in ('tested', 'replayed', 'approved', 'active', 'superseded'));
alter table app.policy_bundle drop constraint policy_bundle_check3;
alter table app.policy_bundle add constraint policy_bundle_approved_check
    check ((state in ('tested', 'replayed')) = (approved_by is null));
alter table app.policy_bundle add column returned boolean not null default false;
comment on column app.policy_bundle.returned is 'whether it was activated by a rollback the last time';
grant update (returned) on app.policy_bundle to integraci_app;

create or replace function app.policy_bundle_moves() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if (old.state, new.state) not in (('tested', 'replayed'), ('replayed', 'approved'), ('approved', 'active'),
        ('active', 'superseded'), ('superseded', 'active')) then
        raise exception 'a bundle does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
    then
        raise exception 'an approval stays what it is' using errcode = 'check_violation';
    end if;
    if new.state = 'replayed' and not exists (select from app.replay r
        where r.tenant_id = new.tenant_id and r.bundle_id = new.bundle_id and r.state = 'finished') then
        raise exception 'no replay of this bundle has finished' using errcode = 'check_violation';
    end if;
    if new.state = 'active' and not (new.returned and old.state = 'superseded') and not exists (select from app.replay r
        where r.tenant_id = new.tenant_id and r.bundle_id = new.bundle_id and r.state = 'finished'
            and r.ended_at > now() - interval '1 day') then
        raise exception 'no replay of this bundle is younger than a day' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
