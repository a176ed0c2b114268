-- That each seal is of an entry is looked up for all rows of a statement at once. A foreign key does it row by row and
-- locks the entry for each, which is for references whose row may go away: an entry can't, and its key can't change
-- (V0020). Whoever inserts sees the entries of one tenant only, so a seal for another tenant's entry is refused as well.
alter table app.audit_seal drop constraint audit_seal_tenant_id_position_fkey;

create function app.audit_seal_of_entry() returns trigger
    language plpgsql set search_path = '' as
$$
begin
    if exists (
        select from inserted s
        where not exists (
            select from app.audit_entry e where e.tenant_id = s.tenant_id and e.position = s.position))
    then
        raise exception 'a seal without its entry'
            using errcode = 'foreign_key_violation', table = tg_table_name, schema = tg_table_schema;
    end if;
    return null;
end
$$;
create trigger audit_seal_of_entry after insert on app.audit_seal
    referencing new table as inserted
    for each statement execute function app.audit_seal_of_entry();
