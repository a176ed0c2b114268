-- Of two people who change a member at once the second is told: each change names the version it has seen.
alter table app.member add column version integer not null default 1 check (version > 0);
grant update (version) on app.member to integraci_app;

-- A team that works keeps an owner, whatever is forgotten above. The tenant's row is locked first, so that of two
-- owners who go at the same moment the second waits for the first, and then finds nobody else: in a volatile function
-- each statement sees what was committed before it.
create function app.keep_an_owner() returns trigger
    language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.tenant t
    where t.tenant_id = old.tenant_id and t.state not in ('provisioning', 'failed') for no key update;
    if found and not exists (
            select from app.member m
            where m.tenant_id = old.tenant_id and m.kind = 'member' and m.role = 'owner') then
        raise exception 'a team keeps an owner' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;
create trigger keep_an_owner after update of role or delete on app.member
    for each row when (old.role = 'owner') execute function app.keep_an_owner();
