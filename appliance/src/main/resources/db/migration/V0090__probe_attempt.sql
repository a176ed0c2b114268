-- One attempt of the isolation probe at one table, with the rights of who asks. Whatever the attempt reached is
-- rolled back with its block. It answers "blocked", "reached", or the condition that stopped it otherwise: that is
-- no wall, since row security is looked at before a column's own rules.
create function app.probe_attempt(target regclass, attempt text, theirs uuid) returns text
    language plpgsql as
$$
declare
    touched bigint := 0;
begin
    case attempt
        when 'read' then
            execute format('select count(*) from (select 1 from %s where tenant_id <> (select '
                'nullif(current_setting(''app.tenant_id'', true), '''')::uuid) limit 1) as other', target) into touched;
        when 'read-theirs' then
            execute format('select count(*) from (select 1 from %s where tenant_id = $1 limit 1) as other', target)
                into touched using theirs;
        when 'insert' then
            execute format('insert into %s (tenant_id) values ($1)', target) using theirs;
            touched := 1;
        when 'update' then
            execute format('update %s set tenant_id = tenant_id where tenant_id = $1', target) using theirs;
            get diagnostics touched = row_count;
        when 'delete' then
            execute format('delete from %s where tenant_id = $1', target) using theirs;
            get diagnostics touched = row_count;
    end case;
    if touched > 0 then
        raise exception 'reached' using errcode = 'IC002';
    end if;
    return 'blocked';
exception
    when insufficient_privilege then return 'blocked';
    when sqlstate 'IC002' then return 'reached';
    when others then return sqlstate;
end
$$;
grant execute on function app.probe_attempt(regclass, text, uuid) to integraci_app;
