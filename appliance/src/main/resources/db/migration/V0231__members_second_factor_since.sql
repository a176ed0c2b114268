-- Since when a team's realm lets nobody in without a second factor; nothing while it is not asked for, or the realm is being
-- made to ask. Sessions of before end then, and a token of before holds for five minutes: whoever asks six minutes later has
-- shown one. It is read along with the role.
alter table app.tenant add column second_factor_since timestamptz;
grant update (second_factor_since) on app.tenant to integraci_app;
grant select (second_factor_since) on app.tenant to integraci_front_owner;
update app.tenant t set second_factor_since = now()
where second_factor = 'required' and not exists (
    select from app.workflow w
    where w.tenant_id = t.tenant_id and w.definition = 'factor.settle' and w.ended_at is null);

drop function front.find_session(text, bytea);
create function front.find_session(given_slug text, given_hash bytea)
    returns table (tenant_id uuid, session_id uuid, member_id uuid, kind text, role text, stale boolean,
        second_factor boolean)
    language sql stable security definer set search_path = ''
begin atomic
    select s.tenant_id, s.session_id, s.member_id, m.kind, m.acts_as,
        s.last_seen_at < now() - interval '1 minute',
        coalesce(t.second_factor_since < now() - interval '6 minutes', false)
    from app.tenant t
    join app.session s on s.tenant_id = t.tenant_id and s.token_hash = given_hash
    join app.acting_member m on m.tenant_id = s.tenant_id and m.member_id = s.member_id
    where t.slug = given_slug and t.state = 'active'
        and s.expires_at > now() and s.last_seen_at > now() - interval '30 minutes';
end;
revoke execute on function front.find_session(text, bytea) from public;
grant execute on function front.find_session(text, bytea) to integraci_front;
grant create on schema front to integraci_front_owner;
alter function front.find_session(text, bytea) owner to integraci_front_owner;
revoke create on schema front from integraci_front_owner;
