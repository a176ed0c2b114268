-- Who answers for an exception can be somebody else later on, while it is neither over nor ended. It is never handed to who
-- approved it, so that what two people agreed on stays theirs.
grant update (owner) on app.policy_exception to integraci_app;
create or replace function app.policy_exception_moves() returns trigger
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
    if new.owner is distinct from old.owner
        and (new.owner is null or new.owner = new.approved_by or old.expires_at <= now()) then
        raise exception 'an owner is somebody who did not approve it, and comes before the end'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;
