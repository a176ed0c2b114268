--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: integraci_migrator
--

CREATE SCHEMA app;


ALTER SCHEMA app OWNER TO integraci_migrator;

--
-- Name: front; Type: SCHEMA; Schema: -; Owner: integraci_migrator
--

CREATE SCHEMA front;


ALTER SCHEMA front OWNER TO integraci_migrator;

--
-- Name: audit_immutable(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.audit_immutable() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'what was audited can''t be changed: % on %', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;


ALTER FUNCTION app.audit_immutable() OWNER TO integraci_migrator;

--
-- Name: audit_seal_of_entry(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.audit_seal_of_entry() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION app.audit_seal_of_entry() OWNER TO integraci_migrator;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: decision; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.decision (
    tenant_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    kind text NOT NULL,
    gate text,
    service text,
    environment text,
    commit_id text,
    allowed boolean NOT NULL,
    reason text NOT NULL,
    bundle_name text,
    bundle_version text,
    bundle_digest bytea,
    input text,
    input_hash bytea NOT NULL,
    result text NOT NULL,
    latency_micros integer NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    request_id uuid NOT NULL,
    batch_id uuid,
    batch_place integer,
    decided_at timestamp with time zone NOT NULL,
    action text,
    role text,
    resource_kind text,
    resource_id uuid,
    floor_digest bytea,
    salt bytea,
    result_hash bytea NOT NULL,
    findings_hash bytea
);

ALTER TABLE ONLY app.decision FORCE ROW LEVEL SECURITY;


ALTER TABLE app.decision OWNER TO integraci_migrator;

--
-- Name: decision_fits(app.decision); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.decision_fits(one app.decision) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $_$
begin
    return one.reason in ('rules', 'no_bundle', 'limit', 'fault') and (one.reason = 'rules' or not one.allowed)
        and one.actor_kind in ('member', 'service') and one.latency_micros >= 0
        and length(one.input_hash) = 32 and length(one.result_hash) = 32
        and octet_length(coalesce(one.input, '')) <= 1048576 and octet_length(one.result) <= 262144
        and (one.input is not null or position('"detail":' in one.result) = 0)
        and case
            when one.findings_hash is null
            then one.salt is null
                and (one.input is null or sha256(convert_to(one.input, 'UTF8')) = one.input_hash
                    and sha256(convert_to(one.result, 'UTF8')) = one.result_hash)
            when one.salt is null
            then one.input is null and sha256(convert_to(one.result, 'UTF8')) = one.findings_hash
            else length(one.salt) = 32 and length(one.findings_hash) = 32
                and sha256(E'integraci/decision/input/1\n'::bytea || one.salt || convert_to(one.input, 'UTF8'))
                    = one.input_hash
                and sha256(E'integraci/decision/result/1\n'::bytea || one.salt || convert_to(one.result, 'UTF8'))
                    = one.result_hash
                and (position('"detail":' in one.result) > 0
                    or sha256(convert_to(one.result, 'UTF8')) = one.findings_hash)
        end
        and (one.batch_id is null) = (one.batch_place is null) and coalesce(one.batch_place, 0) >= 0
        and case when one.reason = 'no_bundle'
            then num_nonnulls(one.bundle_name, one.bundle_version, one.bundle_digest) = 0
            else one.bundle_name ~ '^[a-z][a-z0-9-]{0,62}$' and length(one.bundle_version) <= 40
                and length(one.bundle_digest) = 32
        end
        and case when one.kind = 'action-1'
            then one.action ~ '^[a-z]{2,20}([.][a-z]{2,20}){1,3}$'
                and one.role in ('owner', 'admin', 'maintainer', 'developer', 'auditor', 'viewer', 'operator')
                and one.resource_kind ~ '^[a-z-]{2,32}$' and one.resource_id is not null
                and length(one.floor_digest) = 32
                and (one.batch_id is null) = one.allowed and one.reason <> 'no_bundle'
                and num_nonnulls(one.gate, one.service, one.environment, one.commit_id) = 0
            else one.kind ~ '^[a-z]{2,20}-[0-9]{1,3}$' and one.batch_id is not null
                and one.gate ~ '^[a-z][a-z0-9-]{0,62}$' and one.service ~ '^[a-z][a-z0-9-]{0,62}$'
                and one.environment ~ '^[a-z][a-z0-9-]{0,62}$'
                and one.commit_id ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'
                and num_nonnulls(one.action, one.role, one.resource_kind, one.resource_id, one.floor_digest) = 0
        end;
end
$_$;


ALTER FUNCTION app.decision_fits(one app.decision) OWNER TO integraci_migrator;

--
-- Name: keep_an_owner(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.keep_an_owner() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION app.keep_an_owner() OWNER TO integraci_migrator;

--
-- Name: policy_bundle_moves(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.policy_bundle_moves() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION app.policy_bundle_moves() OWNER TO integraci_migrator;

--
-- Name: policy_exception_moves(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.policy_exception_moves() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION app.policy_exception_moves() OWNER TO integraci_migrator;

--
-- Name: probe_attempt(regclass, text, uuid); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.probe_attempt(target regclass, attempt text, theirs uuid) RETURNS text
    LANGUAGE plpgsql
    AS $_$
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
$_$;


ALTER FUNCTION app.probe_attempt(target regclass, attempt text, theirs uuid) OWNER TO integraci_migrator;

--
-- Name: refuse_suspended(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.refuse_suspended() RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the tenant is suspended' using errcode = 'IC001';
end
$$;


ALTER FUNCTION app.refuse_suspended() OWNER TO integraci_migrator;

--
-- Name: replay_stays(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.replay_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if old.state <> 'running' then
        raise exception 'a replay that has ended stays what it is' using errcode = 'check_violation';
    end if;
    return new;
end
$$;


ALTER FUNCTION app.replay_stays() OWNER TO integraci_migrator;

--
-- Name: shadow_stays(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.shadow_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION app.shadow_stays() OWNER TO integraci_migrator;

--
-- Name: trusted_key_stays_removed(); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.trusted_key_stays_removed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if old.removed_at is not null then
        raise exception 'a key that was removed stays removed' using errcode = 'check_violation';
    end if;
    return new;
end
$$;


ALTER FUNCTION app.trusted_key_stays_removed() OWNER TO integraci_migrator;

--
-- Name: workflow_holds(text, integer, text, text, text, integer, integer, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, text, timestamp with time zone, text, uuid, integer, smallint, smallint, smallint); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
begin
    return definition ~ '^[a-z]+([.-][a-z]+){0,3}$' and version > 0
        and payload is json object and octet_length(payload) <= 16384
        and state in ('running', 'waiting', 'stuck', 'ambiguous', 'succeeded', 'failed', 'cancelled')
        and step ~ '^[a-z-]{1,32}$' and attempt >= 0 and attempts >= 0 and length(error) <= 500
        -- When a worker may take it, whether an attempt is open, and when it ended.
        and case state when 'running' then due_at is not null when 'waiting' then true else due_at is null end
        and (begun_at is null or state in ('running', 'stuck'))
        and (state in ('succeeded', 'failed', 'cancelled')) = (ended_at is not null)
        -- What it waits for, and what a person asks of it.
        and (state = 'waiting' or awaits is null and wait_until is null and awaits_children = 0)
        and coalesce(awaits ~ '^[a-z-]{1,32}$', true) and awaits_children between 0 and 16
        and coalesce(asked in ('cancel', 'compensate', 'done'), true)
        -- Its place below another.
        and num_nulls(parent_id, parent_number, child_index) in (0, 3)
        and coalesce(child_index between 0 and 15, true)
        and (parent_id is null) = (depth = 0) and depth between 0 and 3;
end
$_$;


ALTER FUNCTION app.workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint) OWNER TO integraci_migrator;

--
-- Name: workflow_step_holds(integer, text, text, text, text, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: integraci_migrator
--

CREATE FUNCTION app.workflow_step_holds(number integer, step text, outcome text, error text, result text, ended_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
begin
    return number > 0 and step ~ '^[a-z-]{1,32}$' and length(error) <= 500
        and result is json object and octet_length(result) <= 16384
        and outcome in ('done', 'failed', 'lost', 'ambiguous', 'waiting', 'signalled', 'elapsed', 'joined', 'late',
            'cancelled')
        and (outcome = 'waiting') = (ended_at is null);
end
$_$;


ALTER FUNCTION app.workflow_step_holds(number integer, step text, outcome text, error text, result text, ended_at timestamp with time zone) OWNER TO integraci_migrator;

--
-- Name: invitation; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.invitation (
    tenant_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    invited_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '7 days'::interval) NOT NULL,
    CONSTRAINT invitation_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email = lower(email)))),
    CONSTRAINT invitation_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text]))),
    CONSTRAINT invitation_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY app.invitation FORCE ROW LEVEL SECURITY;


ALTER TABLE app.invitation OWNER TO integraci_migrator;

--
-- Name: tenant; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.tenant (
    tenant_id uuid NOT NULL,
    slug text NOT NULL,
    plan text NOT NULL,
    organisation text NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    second_factor text DEFAULT 'optional'::text NOT NULL,
    second_factor_since timestamp with time zone,
    CONSTRAINT tenant_organisation_check CHECK (((length(organisation) >= 1) AND (length(organisation) <= 200))),
    CONSTRAINT tenant_plan_check CHECK ((plan = ANY (ARRAY['team'::text, 'enterprise'::text, 'appliance'::text]))),
    CONSTRAINT tenant_second_factor_check CHECK ((second_factor = ANY (ARRAY['optional'::text, 'required'::text]))),
    CONSTRAINT tenant_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'::text)),
    CONSTRAINT tenant_state_check CHECK ((state = ANY (ARRAY['provisioning'::text, 'active'::text, 'suspended'::text, 'failed'::text])))
);

ALTER TABLE ONLY app.tenant FORCE ROW LEVEL SECURITY;


ALTER TABLE app.tenant OWNER TO integraci_migrator;

--
-- Name: find_invitation(bytea); Type: FUNCTION; Schema: front; Owner: integraci_front_owner
--

CREATE FUNCTION front.find_invitation(given_hash bytea) RETURNS TABLE(tenant_id uuid, invitation_id uuid, slug text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT i.tenant_id,
     i.invitation_id,
     t.slug
    FROM (app.invitation i
      JOIN app.tenant t ON ((t.tenant_id = i.tenant_id)))
   WHERE ((i.token_hash = find_invitation.given_hash) AND (i.expires_at > now()) AND (t.state = 'active'::text));
END;


ALTER FUNCTION front.find_invitation(given_hash bytea) OWNER TO integraci_front_owner;

--
-- Name: group_member; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.group_member (
    tenant_id uuid NOT NULL,
    group_id uuid NOT NULL,
    member_id uuid NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.group_member FORCE ROW LEVEL SECURITY;


ALTER TABLE app.group_member OWNER TO integraci_migrator;

--
-- Name: member; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.member (
    tenant_id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT member_check CHECK (((role <> 'operator'::text) OR (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid))),
    CONSTRAINT member_kind_check CHECK ((kind = ANY (ARRAY['member'::text, 'service'::text]))),
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text, 'operator'::text]))),
    CONSTRAINT member_service_role CHECK (((kind <> 'service'::text) OR (role <> 'owner'::text))),
    CONSTRAINT member_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.member FORCE ROW LEVEL SECURITY;


ALTER TABLE app.member OWNER TO integraci_migrator;

--
-- Name: member_group; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.member_group (
    tenant_id uuid NOT NULL,
    group_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    role text,
    role_until timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT member_group_check CHECK (((role IS NOT NULL) OR (role_until IS NULL))),
    CONSTRAINT member_group_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'::text)),
    CONSTRAINT member_group_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text]))),
    CONSTRAINT member_group_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.member_group FORCE ROW LEVEL SECURITY;


ALTER TABLE app.member_group OWNER TO integraci_migrator;

--
-- Name: role_grant; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.role_grant (
    tenant_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    member_id uuid NOT NULL,
    role text NOT NULL,
    reason text NOT NULL,
    given_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    CONSTRAINT role_grant_check CHECK (((ends_at > created_at) AND (ends_at <= (created_at + '30 days'::interval)))),
    CONSTRAINT role_grant_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
    CONSTRAINT role_grant_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text])))
);

ALTER TABLE ONLY app.role_grant FORCE ROW LEVEL SECURITY;


ALTER TABLE app.role_grant OWNER TO integraci_migrator;

--
-- Name: acting_member; Type: VIEW; Schema: app; Owner: integraci_migrator
--

CREATE VIEW app.acting_member WITH (security_invoker='true') AS
 SELECT m.tenant_id,
    m.member_id,
    m.kind,
    o.roles[LEAST(array_position(o.roles, m.role), h.standing)] AS standing,
    o.roles[LEAST(array_position(o.roles, m.role), h.present)] AS acts_as
   FROM ((app.member m
     CROSS JOIN ( VALUES (ARRAY['operator'::text, 'owner'::text, 'admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text])) o(roles))
     CROSS JOIN LATERAL ( SELECT min(array_position(o.roles, x.role)) AS present,
            min(array_position(o.roles, x.role)) FILTER (WHERE (x.ends_at IS NULL)) AS standing
           FROM ( SELECT p.role,
                    p.role_until AS ends_at
                   FROM (app.group_member i
                     JOIN app.member_group p ON (((p.tenant_id = i.tenant_id) AND (p.group_id = i.group_id))))
                  WHERE ((i.tenant_id = m.tenant_id) AND (i.member_id = m.member_id) AND (p.role IS NOT NULL) AND ((p.role_until IS NULL) OR (p.role_until > now())))
                UNION ALL
                 SELECT g.role,
                    g.ends_at
                   FROM app.role_grant g
                  WHERE ((g.tenant_id = m.tenant_id) AND (g.member_id = m.member_id) AND (g.ends_at > now()))) x
          WHERE (m.kind = 'member'::text)) h);


ALTER VIEW app.acting_member OWNER TO integraci_migrator;

--
-- Name: session; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.session (
    tenant_id uuid NOT NULL,
    session_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    member_id uuid NOT NULL,
    id_token text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_id_token_check CHECK (((length(id_token) >= 1) AND (length(id_token) <= 8192))),
    CONSTRAINT session_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY app.session FORCE ROW LEVEL SECURITY;


ALTER TABLE app.session OWNER TO integraci_migrator;

--
-- Name: find_session(text, bytea); Type: FUNCTION; Schema: front; Owner: integraci_front_owner
--

CREATE FUNCTION front.find_session(given_slug text, given_hash bytea) RETURNS TABLE(tenant_id uuid, session_id uuid, member_id uuid, kind text, role text, stale boolean, second_factor boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT s.tenant_id,
     s.session_id,
     s.member_id,
     m.kind,
     m.acts_as,
     (s.last_seen_at < (now() - '00:01:00'::interval)),
     COALESCE((t.second_factor_since < (now() - '00:06:00'::interval)), false) AS "coalesce"
    FROM ((app.tenant t
      JOIN app.session s ON (((s.tenant_id = t.tenant_id) AND (s.token_hash = find_session.given_hash))))
      JOIN app.acting_member m ON (((m.tenant_id = s.tenant_id) AND (m.member_id = s.member_id))))
   WHERE ((t.slug = find_session.given_slug) AND (t.state = 'active'::text) AND (s.expires_at > now()) AND (s.last_seen_at > (now() - '00:30:00'::interval)));
END;


ALTER FUNCTION front.find_session(given_slug text, given_hash bytea) OWNER TO integraci_front_owner;

--
-- Name: operation; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.operation (
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT operation_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);

ALTER TABLE ONLY app.operation FORCE ROW LEVEL SECURITY;


ALTER TABLE app.operation OWNER TO integraci_migrator;

--
-- Name: workflow; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.workflow (
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    definition text NOT NULL,
    version integer NOT NULL,
    payload text NOT NULL,
    state text NOT NULL,
    undoing boolean DEFAULT false NOT NULL,
    step text NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    due_at timestamp with time zone,
    lease_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    awaits text,
    wait_until timestamp with time zone,
    late_fails boolean DEFAULT false NOT NULL,
    deadline_at timestamp with time zone,
    asked text,
    parent_id uuid,
    parent_number integer,
    child_index smallint,
    depth smallint DEFAULT 0 NOT NULL,
    awaits_children smallint DEFAULT 0 NOT NULL,
    begun_at timestamp with time zone,
    CONSTRAINT workflow_holds CHECK (app.workflow_holds(definition, version, payload, state, step, attempt, attempts, error, due_at, begun_at, ended_at, awaits, wait_until, asked, parent_id, parent_number, child_index, depth, awaits_children))
)
WITH (fillfactor='70');

ALTER TABLE ONLY app.workflow FORCE ROW LEVEL SECURITY;


ALTER TABLE app.workflow OWNER TO integraci_migrator;

--
-- Name: read_operation(bytea); Type: FUNCTION; Schema: front; Owner: integraci_front_owner
--

CREATE FUNCTION front.read_operation(given_secret_hash bytea) RETURNS TABLE(slug text, definition text, version integer, state text, undoing boolean, step text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT t.slug,
     w.definition,
     w.version,
     w.state,
     w.undoing,
     w.step
    FROM ((app.operation o
      JOIN app.workflow w ON (((w.tenant_id = o.tenant_id) AND (w.workflow_id = o.workflow_id))))
      JOIN app.tenant t ON ((t.tenant_id = o.tenant_id)))
   WHERE ((o.secret_hash = read_operation.given_secret_hash) AND ((w.ended_at IS NULL) OR (w.ended_at > (now() - '01:00:00'::interval))));
END;


ALTER FUNCTION front.read_operation(given_secret_hash bytea) OWNER TO integraci_front_owner;

--
-- Name: reserve_slug(uuid, text, bytea, bytea); Type: FUNCTION; Schema: front; Owner: integraci_front_owner
--

CREATE FUNCTION front.reserve_slug(wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea) RETURNS TABLE(outcome text, tenant_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    former record;
begin
    perform pg_advisory_xact_lock(hashtextextended('integraci.reserve_slug', 0));
    delete from app.slug_reservation r where r.reserved_at < now() - interval '24 hours';
    select r.tenant_id, r.fingerprint, r.reserved_at,
           exists (select from app.tenant t where t.tenant_id = r.tenant_id) as there
    into former from app.slug_reservation r where r.key_hash = given_key;
    if found then
        if former.fingerprint <> given_fingerprint then
            return query select 'reused', former.tenant_id;
            return;
        elsif former.there then
            return query select 'known', former.tenant_id;
            return;
        elsif former.reserved_at > now() - interval '30 seconds' then
            return query select 'busy', former.tenant_id;
            return;
        end if;
    end if;
    if exists (select from app.tenant t where t.slug = wanted_slug and t.state <> 'failed')
        or exists (
            select from app.slug_reservation r
            where r.slug = wanted_slug and r.key_hash <> given_key
                and r.reserved_at > now() - interval '15 minutes'
                and not exists (select from app.tenant t where t.tenant_id = r.tenant_id)) then
        return query select 'taken', wanted_tenant;
        return;
    end if;
    if former.tenant_id is not null then
        update app.slug_reservation r set reserved_at = now() where r.tenant_id = former.tenant_id;
        return query select 'reserved', former.tenant_id;
        return;
    end if;
    insert into app.slug_reservation (tenant_id, slug, key_hash, fingerprint)
    values (wanted_tenant, wanted_slug, given_key, given_fingerprint);
    return query select 'reserved', wanted_tenant;
end;
$$;


ALTER FUNCTION front.reserve_slug(wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea) OWNER TO integraci_front_owner;

--
-- Name: resolve_realm(text); Type: FUNCTION; Schema: front; Owner: integraci_front_owner
--

CREATE FUNCTION front.resolve_realm(wanted text) RETURNS TABLE(tenant_id uuid, state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT t.tenant_id,
     t.state
    FROM app.tenant t
   WHERE ((t.slug = resolve_realm.wanted) AND (t.state <> 'failed'::text));
END;


ALTER FUNCTION front.resolve_realm(wanted text) OWNER TO integraci_front_owner;

--
-- Name: alert; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.alert (
    tenant_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    severity text NOT NULL,
    state text DEFAULT 'seen'::text NOT NULL,
    missed smallint DEFAULT 0 NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    raised_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    cleared_at timestamp with time zone,
    mailed_at timestamp with time zone,
    CONSTRAINT alert_check CHECK (((state = 'seen'::text) = (raised_at IS NULL))),
    CONSTRAINT alert_check1 CHECK (((state = 'cleared'::text) = (cleared_at IS NOT NULL))),
    CONSTRAINT alert_check2 CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
    CONSTRAINT alert_kind_check CHECK ((kind ~ '^[a-z-]{1,32}$'::text)),
    CONSTRAINT alert_missed_check CHECK (((missed >= 0) AND (missed <= 1))),
    CONSTRAINT alert_severity_check CHECK ((severity = ANY (ARRAY['warning'::text, 'critical'::text]))),
    CONSTRAINT alert_state_check CHECK ((state = ANY (ARRAY['seen'::text, 'raised'::text, 'acknowledged'::text, 'cleared'::text]))),
    CONSTRAINT alert_subject_check CHECK ((subject ~ '^[A-Za-z0-9_.:-]{1,64}$'::text))
);

ALTER TABLE ONLY app.alert FORCE ROW LEVEL SECURITY;


ALTER TABLE app.alert OWNER TO integraci_migrator;

--
-- Name: alert_look; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.alert_look (
    tenant_id uuid NOT NULL,
    looked_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.alert_look FORCE ROW LEVEL SECURITY;


ALTER TABLE app.alert_look OWNER TO integraci_migrator;

--
-- Name: audit_checkpoint; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_checkpoint (
    tenant_id uuid NOT NULL,
    sequence bigint NOT NULL,
    statement bytea NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT audit_checkpoint_signature_check CHECK ((octet_length(signature) = 64)),
    CONSTRAINT audit_checkpoint_statement_check CHECK (((octet_length(statement) >= 2) AND (octet_length(statement) <= 4096)))
);

ALTER TABLE ONLY app.audit_checkpoint FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_checkpoint OWNER TO integraci_migrator;

--
-- Name: audit_detail; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_detail (
    tenant_id uuid NOT NULL,
    "position" bigint NOT NULL,
    salt bytea NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT audit_detail_content_check CHECK (((octet_length(content) >= 2) AND (octet_length(content) <= 8192))),
    CONSTRAINT audit_detail_salt_check CHECK ((octet_length(salt) = 32))
);

ALTER TABLE ONLY app.audit_detail FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_detail OWNER TO integraci_migrator;

--
-- Name: audit_entry; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_entry (
    tenant_id uuid NOT NULL,
    xact xid8 DEFAULT pg_current_xact_id() NOT NULL,
    began timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
    "position" bigint NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT audit_entry_body_check CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 4096)))
);

ALTER TABLE ONLY app.audit_entry FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_entry OWNER TO integraci_migrator;

--
-- Name: audit_key; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_key (
    tenant_id uuid NOT NULL,
    version integer NOT NULL,
    public_key bytea NOT NULL,
    statement bytea,
    signature bytea,
    CONSTRAINT audit_key_check CHECK ((((version = 1) = (statement IS NULL)) AND ((statement IS NULL) = (signature IS NULL)))),
    CONSTRAINT audit_key_public_key_check CHECK ((octet_length(public_key) = 32)),
    CONSTRAINT audit_key_signature_check CHECK ((octet_length(signature) = 64)),
    CONSTRAINT audit_key_statement_check CHECK (((octet_length(statement) >= 2) AND (octet_length(statement) <= 4096))),
    CONSTRAINT audit_key_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.audit_key FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_key OWNER TO integraci_migrator;

--
-- Name: audit_low_water; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_low_water (
    tenant_id uuid NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ONLY app.audit_low_water FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_low_water OWNER TO integraci_migrator;

--
-- Name: audit_position; Type: SEQUENCE; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_entry ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.audit_position
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_seal; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_seal (
    tenant_id uuid NOT NULL,
    sequence bigint NOT NULL,
    "position" bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT audit_seal_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_seal_previous_check CHECK ((octet_length(previous) = 32)),
    CONSTRAINT audit_seal_sequence_check CHECK ((sequence > 0))
);

ALTER TABLE ONLY app.audit_seal FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_seal OWNER TO integraci_migrator;

--
-- Name: broker_account; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.broker_account (
    tenant_id uuid NOT NULL,
    account text NOT NULL,
    issued_at bigint DEFAULT 0 NOT NULL,
    closed_at bigint DEFAULT 0 NOT NULL,
    claims_hash text DEFAULT ''::text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    foreign_at timestamp with time zone,
    CONSTRAINT broker_account_account_check CHECK ((account ~ '^A[A-Z2-7]{55}$'::text)),
    CONSTRAINT broker_account_claims_hash_check CHECK ((claims_hash ~ '^([0-9a-f]{64})?$'::text))
);

ALTER TABLE ONLY app.broker_account FORCE ROW LEVEL SECURITY;


ALTER TABLE app.broker_account OWNER TO integraci_migrator;

--
-- Name: broker_user; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.broker_user (
    tenant_id uuid NOT NULL,
    user_key text NOT NULL,
    member_id uuid NOT NULL,
    role text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT broker_user_role_check CHECK (((length(role) >= 1) AND (length(role) <= 32))),
    CONSTRAINT broker_user_user_key_check CHECK ((user_key ~ '^U[A-Z2-7]{55}$'::text))
);

ALTER TABLE ONLY app.broker_user FORCE ROW LEVEL SECURITY;


ALTER TABLE app.broker_user OWNER TO integraci_migrator;

--
-- Name: decision_denial; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.decision_denial (
    tenant_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    rule text NOT NULL,
    bundle_digest bytea NOT NULL,
    CONSTRAINT decision_denial_bundle_digest_check CHECK ((length(bundle_digest) = 32)),
    CONSTRAINT decision_denial_rule_check CHECK ((rule ~ '^[a-z][a-z0-9_]{0,63}$'::text))
);

ALTER TABLE ONLY app.decision_denial FORCE ROW LEVEL SECURITY;


ALTER TABLE app.decision_denial OWNER TO integraci_migrator;

--
-- Name: event_tail; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.event_tail (
    tenant_id uuid NOT NULL,
    reader text NOT NULL,
    sequence bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT event_tail_reader_check CHECK ((reader = ANY (ARRAY['webhooks'::text, 'broker'::text]))),
    CONSTRAINT event_tail_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE ONLY app.event_tail FORCE ROW LEVEL SECURITY;


ALTER TABLE app.event_tail OWNER TO integraci_migrator;

--
-- Name: identity_provider; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.identity_provider (
    tenant_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    alias text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text NOT NULL,
    settings text NOT NULL,
    endpoints text DEFAULT '{}'::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    state text DEFAULT 'trying'::text NOT NULL,
    problem text DEFAULT ''::text NOT NULL,
    secret_id uuid,
    spare_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    CONSTRAINT identity_provider_account_check CHECK ((length(account) <= 1000)),
    CONSTRAINT identity_provider_alias_check CHECK ((alias ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$'::text)),
    CONSTRAINT identity_provider_endpoints_check CHECK (((octet_length(endpoints) >= 2) AND (octet_length(endpoints) <= 16384))),
    CONSTRAINT identity_provider_kind_check CHECK ((kind = ANY (ARRAY['oidc'::text, 'saml'::text, 'ldap'::text]))),
    CONSTRAINT identity_provider_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT identity_provider_problem_check CHECK ((length(problem) <= 300)),
    CONSTRAINT identity_provider_settings_check CHECK (((octet_length(settings) >= 2) AND (octet_length(settings) <= 16384))),
    CONSTRAINT identity_provider_state_check CHECK ((state = ANY (ARRAY['trying'::text, 'attached'::text, 'failed'::text, 'detaching'::text])))
);

ALTER TABLE ONLY app.identity_provider FORCE ROW LEVEL SECURITY;


ALTER TABLE app.identity_provider OWNER TO integraci_migrator;

--
-- Name: layer; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.layer (
    tenant_id uuid NOT NULL,
    layer text NOT NULL,
    state text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT layer_layer_check CHECK ((layer ~ '^[a-z]{2,32}$'::text)),
    CONSTRAINT layer_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'ready'::text, 'failed'::text, 'removed'::text])))
);

ALTER TABLE ONLY app.layer FORCE ROW LEVEL SECURITY;


ALTER TABLE app.layer OWNER TO integraci_migrator;

--
-- Name: notice; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.notice (
    tenant_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    member_id uuid NOT NULL,
    category text NOT NULL,
    action text NOT NULL,
    resource_kind text NOT NULL,
    resource_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone,
    mail text DEFAULT 'none'::text NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    lease_id uuid,
    CONSTRAINT notice_action_check CHECK (((length(action) >= 1) AND (length(action) <= 100))),
    CONSTRAINT notice_category_check CHECK ((category = ANY (ARRAY['service'::text, 'security'::text, 'account'::text]))),
    CONSTRAINT notice_check CHECK (((mail = 'waiting'::text) = (due_at IS NOT NULL))),
    CONSTRAINT notice_mail_check CHECK ((mail = ANY (ARRAY['none'::text, 'waiting'::text, 'sent'::text, 'given-up'::text]))),
    CONSTRAINT notice_resource_kind_check CHECK ((resource_kind ~ '^[a-z-]{2,32}$'::text)),
    CONSTRAINT notice_tries_check CHECK (((tries >= 0) AND (tries <= 20)))
);

ALTER TABLE ONLY app.notice FORCE ROW LEVEL SECURITY;


ALTER TABLE app.notice OWNER TO integraci_migrator;

--
-- Name: notice_choice; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.notice_choice (
    tenant_id uuid NOT NULL,
    member_id uuid NOT NULL,
    service boolean NOT NULL,
    account boolean NOT NULL
);

ALTER TABLE ONLY app.notice_choice FORCE ROW LEVEL SECURITY;


ALTER TABLE app.notice_choice OWNER TO integraci_migrator;

--
-- Name: operator_link; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.operator_link (
    tenant_id uuid NOT NULL,
    link_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT operator_link_tenant_id_check CHECK ((tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)),
    CONSTRAINT operator_link_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY app.operator_link FORCE ROW LEVEL SECURITY;


ALTER TABLE app.operator_link OWNER TO integraci_migrator;

--
-- Name: policy_bundle; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.policy_bundle (
    tenant_id uuid NOT NULL,
    bundle_id uuid NOT NULL,
    name text NOT NULL,
    version text NOT NULL,
    decision text NOT NULL,
    rules integer NOT NULL,
    digest bytea NOT NULL,
    archive bytea NOT NULL,
    state text DEFAULT 'tested'::text NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone,
    activated_by uuid,
    activated_at timestamp with time zone,
    returned boolean DEFAULT false NOT NULL,
    signature text NOT NULL,
    signer bytea NOT NULL,
    signed_with uuid,
    coverage text,
    CONSTRAINT policy_bundle_approved_check CHECK (((state = ANY (ARRAY['tested'::text, 'replayed'::text])) = (approved_by IS NULL))),
    CONSTRAINT policy_bundle_archive_check CHECK ((octet_length(archive) <= 4300000)),
    CONSTRAINT policy_bundle_check CHECK ((sha256(archive) = digest)),
    CONSTRAINT policy_bundle_check1 CHECK ((approved_by <> published_by)),
    CONSTRAINT policy_bundle_check2 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
    CONSTRAINT policy_bundle_check4 CHECK (((activated_by IS NULL) = (activated_at IS NULL))),
    CONSTRAINT policy_bundle_check5 CHECK (((state = ANY (ARRAY['active'::text, 'superseded'::text])) = (activated_by IS NOT NULL))),
    CONSTRAINT policy_bundle_coverage_check CHECK (((coverage IS JSON OBJECT) AND (octet_length(coverage) <= 131072))),
    CONSTRAINT policy_bundle_decision_check CHECK ((decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'::text)),
    CONSTRAINT policy_bundle_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT policy_bundle_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT policy_bundle_rules_check CHECK (((rules >= 1) AND (rules <= 200))),
    CONSTRAINT policy_bundle_signature_check CHECK ((octet_length(signature) <= 16384)),
    CONSTRAINT policy_bundle_signer_check CHECK (((octet_length(signer) >= 1) AND (octet_length(signer) <= 500))),
    CONSTRAINT policy_bundle_state_check CHECK ((state = ANY (ARRAY['tested'::text, 'replayed'::text, 'approved'::text, 'active'::text, 'superseded'::text]))),
    CONSTRAINT policy_bundle_version_check CHECK (((length(version) >= 1) AND (length(version) <= 40)))
);

ALTER TABLE ONLY app.policy_bundle FORCE ROW LEVEL SECURITY;


ALTER TABLE app.policy_bundle OWNER TO integraci_migrator;

--
-- Name: COLUMN policy_bundle.returned; Type: COMMENT; Schema: app; Owner: integraci_migrator
--

COMMENT ON COLUMN app.policy_bundle.returned IS 'whether it was activated by a rollback the last time';


--
-- Name: policy_draft; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.policy_draft (
    tenant_id uuid NOT NULL,
    draft_id uuid NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    files text NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT policy_draft_files_check CHECK (((octet_length(files) <= 1200000) AND (files IS JSON OBJECT))),
    CONSTRAINT policy_draft_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{1,62}[a-z0-9]$'::text)),
    CONSTRAINT policy_draft_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY app.policy_draft FORCE ROW LEVEL SECURITY;


ALTER TABLE app.policy_draft OWNER TO integraci_migrator;

--
-- Name: policy_exception; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.policy_exception (
    tenant_id uuid NOT NULL,
    exception_id uuid NOT NULL,
    decision text NOT NULL,
    rule text NOT NULL,
    service text NOT NULL,
    environment text,
    reason text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone,
    ended_by uuid,
    ended_at timestamp with time zone,
    owner uuid,
    told_at timestamp with time zone,
    CONSTRAINT policy_exception_check CHECK (((expires_at > asked_at) AND (expires_at <= (asked_at + '91 days'::interval)))),
    CONSTRAINT policy_exception_check1 CHECK ((approved_by <> asked_by)),
    CONSTRAINT policy_exception_check2 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
    CONSTRAINT policy_exception_check3 CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
    CONSTRAINT policy_exception_decision_check CHECK ((decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'::text)),
    CONSTRAINT policy_exception_environment_check CHECK ((environment ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT policy_exception_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT policy_exception_rule_check CHECK (((rule ~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'::text) AND (length(rule) <= 64))),
    CONSTRAINT policy_exception_service_check CHECK ((service ~ '^[a-z][a-z0-9-]{0,62}$'::text))
);

ALTER TABLE ONLY app.policy_exception FORCE ROW LEVEL SECURITY;


ALTER TABLE app.policy_exception OWNER TO integraci_migrator;

--
-- Name: probe_run; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.probe_run (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone DEFAULT now() NOT NULL,
    tried integer NOT NULL,
    blocked integer NOT NULL,
    attempts text NOT NULL,
    CONSTRAINT probe_run_attempts_check CHECK ((length(attempts) < 1048576)),
    CONSTRAINT probe_run_check CHECK (((blocked >= 0) AND (blocked <= tried))),
    CONSTRAINT probe_run_tried_check CHECK ((tried > 0))
);

ALTER TABLE ONLY app.probe_run FORCE ROW LEVEL SECURITY;


ALTER TABLE app.probe_run OWNER TO integraci_migrator;

--
-- Name: repair_look; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.repair_look (
    tenant_id uuid NOT NULL,
    waiting integer NOT NULL,
    ruled_at timestamp with time zone,
    CONSTRAINT repair_look_waiting_check CHECK ((waiting >= 0))
);

ALTER TABLE ONLY app.repair_look FORCE ROW LEVEL SECURITY;


ALTER TABLE app.repair_look OWNER TO integraci_migrator;

--
-- Name: replay; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.replay (
    tenant_id uuid NOT NULL,
    replay_id uuid NOT NULL,
    bundle_id uuid,
    period_from timestamp with time zone NOT NULL,
    period_to timestamp with time zone NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    total integer NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    alive_until timestamp with time zone NOT NULL,
    started_by uuid NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    fault text,
    result text,
    result_hash bytea,
    draft_id uuid,
    draft_version integer,
    draft_name text,
    draft_release text,
    draft_decision text,
    draft_digest bytea,
    CONSTRAINT replay_check CHECK ((period_from < period_to)),
    CONSTRAINT replay_check1 CHECK (((state = 'running'::text) = (ended_at IS NULL))),
    CONSTRAINT replay_check2 CHECK (((state = 'failed'::text) = (fault IS NOT NULL))),
    CONSTRAINT replay_check3 CHECK (((state = 'finished'::text) = (result IS NOT NULL))),
    CONSTRAINT replay_check4 CHECK (((result IS NULL) = (result_hash IS NULL))),
    CONSTRAINT replay_check5 CHECK ((sha256(convert_to(result, 'UTF8'::name)) = result_hash)),
    CONSTRAINT replay_check6 CHECK (((state <> 'finished'::text) OR (done = total))),
    CONSTRAINT replay_done_check CHECK (((done >= 0) AND (done <= 100000))),
    CONSTRAINT replay_draft_decision_check CHECK ((draft_decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'::text)),
    CONSTRAINT replay_draft_digest_check CHECK ((length(draft_digest) = 32)),
    CONSTRAINT replay_draft_name_check CHECK ((draft_name ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT replay_draft_release_check CHECK (((length(draft_release) >= 1) AND (length(draft_release) <= 40))),
    CONSTRAINT replay_draft_version_check CHECK ((draft_version >= 1)),
    CONSTRAINT replay_draft_whole CHECK ((num_nulls(draft_id, draft_version, draft_name, draft_release, draft_decision, draft_digest) = ANY (ARRAY[0, 6]))),
    CONSTRAINT replay_fault_check CHECK (((length(fault) >= 1) AND (length(fault) <= 500))),
    CONSTRAINT replay_of_one CHECK (((bundle_id IS NULL) = (draft_id IS NOT NULL))),
    CONSTRAINT replay_result_check CHECK ((octet_length(result) <= 65536)),
    CONSTRAINT replay_state_check CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT replay_total_check CHECK (((total >= 0) AND (total <= 100000)))
);

ALTER TABLE ONLY app.replay FORCE ROW LEVEL SECURITY;


ALTER TABLE app.replay OWNER TO integraci_migrator;

--
-- Name: COLUMN replay.draft_release; Type: COMMENT; Schema: app; Owner: integraci_migrator
--

COMMENT ON COLUMN app.replay.draft_release IS 'the version that the draft''s manifest had';


--
-- Name: replay_change; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.replay_change (
    tenant_id uuid NOT NULL,
    replay_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    change text NOT NULL,
    because text NOT NULL,
    CONSTRAINT replay_change_because_check CHECK ((length(because) <= 2000)),
    CONSTRAINT replay_change_change_check CHECK ((change = ANY (ARRAY['to_deny'::text, 'to_allow'::text, 'undecided'::text])))
);

ALTER TABLE ONLY app.replay_change FORCE ROW LEVEL SECURITY;


ALTER TABLE app.replay_change OWNER TO integraci_migrator;

--
-- Name: secret; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.secret (
    tenant_id uuid NOT NULL,
    secret_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    version integer DEFAULT 1 NOT NULL,
    value_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT secret_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9/_.-]{0,127}$'::text)),
    CONSTRAINT secret_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.secret FORCE ROW LEVEL SECURITY;


ALTER TABLE app.secret OWNER TO integraci_migrator;

--
-- Name: secret_version; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.secret_version (
    tenant_id uuid NOT NULL,
    value_id uuid NOT NULL,
    secret_id uuid NOT NULL,
    version integer NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    request_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT secret_version_request_hash_check CHECK ((request_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT secret_version_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'live'::text, 'retired'::text, 'destroyed'::text]))),
    CONSTRAINT secret_version_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.secret_version FORCE ROW LEVEL SECURITY;


ALTER TABLE app.secret_version OWNER TO integraci_migrator;

--
-- Name: service_account; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.service_account (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT service_account_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'::text)),
    CONSTRAINT service_account_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text])))
);

ALTER TABLE ONLY app.service_account FORCE ROW LEVEL SECURITY;


ALTER TABLE app.service_account OWNER TO integraci_migrator;

--
-- Name: shadow; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.shadow (
    tenant_id uuid NOT NULL,
    shadow_id uuid NOT NULL,
    bundle_id uuid NOT NULL,
    kind text NOT NULL,
    since timestamp with time zone NOT NULL,
    seen uuid NOT NULL,
    unchanged bigint DEFAULT 0 NOT NULL,
    to_deny bigint DEFAULT 0 NOT NULL,
    to_allow bigint DEFAULT 0 NOT NULL,
    undecided bigint DEFAULT 0 NOT NULL,
    started_by uuid NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT shadow_check CHECK ((ended_at >= since)),
    CONSTRAINT shadow_kind_check CHECK ((kind ~ '^[a-z]{2,20}-[0-9]{1,3}$'::text)),
    CONSTRAINT shadow_to_allow_check CHECK ((to_allow >= 0)),
    CONSTRAINT shadow_to_deny_check CHECK ((to_deny >= 0)),
    CONSTRAINT shadow_unchanged_check CHECK ((unchanged >= 0)),
    CONSTRAINT shadow_undecided_check CHECK ((undecided >= 0))
);

ALTER TABLE ONLY app.shadow FORCE ROW LEVEL SECURITY;


ALTER TABLE app.shadow OWNER TO integraci_migrator;

--
-- Name: shadow_change; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.shadow_change (
    tenant_id uuid NOT NULL,
    shadow_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    change text NOT NULL,
    because text NOT NULL,
    CONSTRAINT shadow_change_because_check CHECK ((length(because) <= 2000)),
    CONSTRAINT shadow_change_change_check CHECK ((change = ANY (ARRAY['to_deny'::text, 'to_allow'::text, 'undecided'::text])))
);

ALTER TABLE ONLY app.shadow_change FORCE ROW LEVEL SECURITY;


ALTER TABLE app.shadow_change OWNER TO integraci_migrator;

--
-- Name: slug_reservation; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.slug_reservation (
    tenant_id uuid NOT NULL,
    slug text NOT NULL,
    key_hash bytea NOT NULL,
    fingerprint bytea NOT NULL,
    reserved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT slug_reservation_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
    CONSTRAINT slug_reservation_key_hash_check CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT slug_reservation_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'::text))
);

ALTER TABLE ONLY app.slug_reservation FORCE ROW LEVEL SECURITY;


ALTER TABLE app.slug_reservation OWNER TO integraci_migrator;

--
-- Name: trusted_key; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.trusted_key (
    tenant_id uuid NOT NULL,
    trusted_key_id uuid NOT NULL,
    name text NOT NULL,
    public_key bytea NOT NULL,
    fingerprint bytea NOT NULL,
    bundles boolean NOT NULL,
    evidence boolean NOT NULL,
    voucher text NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_by uuid,
    removed_at timestamp with time zone,
    CONSTRAINT trusted_key_check CHECK ((sha256(public_key) = fingerprint)),
    CONSTRAINT trusted_key_check1 CHECK ((bundles OR evidence)),
    CONSTRAINT trusted_key_check2 CHECK (((removed_by IS NULL) = (removed_at IS NULL))),
    CONSTRAINT trusted_key_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT trusted_key_public_key_check CHECK (((octet_length(public_key) >= 1) AND (octet_length(public_key) <= 500))),
    CONSTRAINT trusted_key_voucher_check CHECK ((octet_length(voucher) <= 4096))
);

ALTER TABLE ONLY app.trusted_key FORCE ROW LEVEL SECURITY;


ALTER TABLE app.trusted_key OWNER TO integraci_migrator;

--
-- Name: webhook; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.webhook (
    tenant_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    url text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    actions text[] DEFAULT '{}'::text[] NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    key_id uuid NOT NULL,
    former_key_id uuid,
    former_until timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    failing_since timestamp with time zone,
    not_before timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_actions_check CHECK ((cardinality(actions) <= 100)),
    CONSTRAINT webhook_check CHECK (((former_key_id IS NULL) = (former_until IS NULL))),
    CONSTRAINT webhook_check1 CHECK (((failures = 0) = (failing_since IS NULL))),
    CONSTRAINT webhook_description_check CHECK ((length(description) <= 200)),
    CONSTRAINT webhook_failures_check CHECK ((failures >= 0)),
    CONSTRAINT webhook_reason_check CHECK ((length(reason) <= 300)),
    CONSTRAINT webhook_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
    CONSTRAINT webhook_url_check CHECK (((url ~ '^https://'::text) AND (length(url) <= 2000)))
);

ALTER TABLE ONLY app.webhook FORCE ROW LEVEL SECURITY;


ALTER TABLE app.webhook OWNER TO integraci_migrator;

--
-- Name: webhook_attempt; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.webhook_attempt (
    tenant_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    outcome text DEFAULT 'open'::text NOT NULL,
    status integer,
    error text DEFAULT ''::text NOT NULL,
    millis integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_attempt_error_check CHECK ((length(error) <= 300)),
    CONSTRAINT webhook_attempt_millis_check CHECK ((millis >= 0)),
    CONSTRAINT webhook_attempt_number_check CHECK ((number > 0)),
    CONSTRAINT webhook_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'done'::text, 'failed'::text]))),
    CONSTRAINT webhook_attempt_status_check CHECK (((status >= 100) AND (status <= 999)))
);

ALTER TABLE ONLY app.webhook_attempt FORCE ROW LEVEL SECURITY;


ALTER TABLE app.webhook_attempt OWNER TO integraci_migrator;

--
-- Name: webhook_delivery; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.webhook_delivery (
    tenant_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    message_id text NOT NULL,
    action text NOT NULL,
    document text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    lease_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT webhook_delivery_action_check CHECK (((length(action) >= 1) AND (length(action) <= 100))),
    CONSTRAINT webhook_delivery_check CHECK ((attempts >= tries)),
    CONSTRAINT webhook_delivery_check1 CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL))),
    CONSTRAINT webhook_delivery_check2 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT webhook_delivery_document_check CHECK (((octet_length(document) >= 2) AND (octet_length(document) <= 8192))),
    CONSTRAINT webhook_delivery_message_id_check CHECK (((length(message_id) >= 1) AND (length(message_id) <= 100))),
    CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'skipped'::text]))),
    CONSTRAINT webhook_delivery_tries_check CHECK ((tries >= 0))
);

ALTER TABLE ONLY app.webhook_delivery FORCE ROW LEVEL SECURITY;


ALTER TABLE app.webhook_delivery OWNER TO integraci_migrator;

--
-- Name: workflow_signal; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.workflow_signal (
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    number integer NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    payload text NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    taken_at timestamp with time zone,
    CONSTRAINT workflow_signal_key_check CHECK ((key ~ '^[A-Za-z0-9_.:-]{1,64}$'::text)),
    CONSTRAINT workflow_signal_name_check CHECK ((name ~ '^[a-z-]{1,32}$'::text)),
    CONSTRAINT workflow_signal_number_check CHECK (((number >= 1) AND (number <= 100))),
    CONSTRAINT workflow_signal_payload_check CHECK (((payload IS JSON OBJECT) AND (octet_length(payload) <= 16384)))
);

ALTER TABLE ONLY app.workflow_signal FORCE ROW LEVEL SECURITY;


ALTER TABLE app.workflow_signal OWNER TO integraci_migrator;

--
-- Name: workflow_step; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.workflow_step (
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    number integer NOT NULL,
    step text NOT NULL,
    undoing boolean NOT NULL,
    outcome text NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    result text DEFAULT '{}'::text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT workflow_step_holds CHECK (app.workflow_step_holds(number, step, outcome, error, result, ended_at))
)
WITH (fillfactor='70');

ALTER TABLE ONLY app.workflow_step FORCE ROW LEVEL SECURITY;


ALTER TABLE app.workflow_step OWNER TO integraci_migrator;

--
-- Name: alert_look alert_look_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.alert_look
    ADD CONSTRAINT alert_look_pkey PRIMARY KEY (tenant_id);


--
-- Name: alert alert_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (tenant_id, alert_id);


--
-- Name: audit_checkpoint audit_checkpoint_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_checkpoint
    ADD CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (tenant_id, sequence);


--
-- Name: audit_detail audit_detail_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_detail
    ADD CONSTRAINT audit_detail_pkey PRIMARY KEY (tenant_id, "position");


--
-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, "position");


--
-- Name: audit_key audit_key_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_key
    ADD CONSTRAINT audit_key_pkey PRIMARY KEY (tenant_id, version);


--
-- Name: audit_low_water audit_low_water_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_low_water
    ADD CONSTRAINT audit_low_water_pkey PRIMARY KEY (tenant_id);


--
-- Name: audit_seal audit_seal_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (tenant_id, sequence);


--
-- Name: audit_seal audit_seal_tenant_id_position_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_seal
    ADD CONSTRAINT audit_seal_tenant_id_position_key UNIQUE (tenant_id, "position");


--
-- Name: broker_account broker_account_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.broker_account
    ADD CONSTRAINT broker_account_pkey PRIMARY KEY (tenant_id);


--
-- Name: broker_user broker_user_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.broker_user
    ADD CONSTRAINT broker_user_pkey PRIMARY KEY (tenant_id, user_key);


--
-- Name: decision_denial decision_denial_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.decision_denial
    ADD CONSTRAINT decision_denial_pkey PRIMARY KEY (tenant_id, rule, decision_id) INCLUDE (bundle_digest);


--
-- Name: decision decision_fits; Type: CHECK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.decision
    ADD CONSTRAINT decision_fits CHECK ((app.decision_fits(decision.*) IS TRUE));


--
-- Name: decision decision_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (tenant_id, decision_id);


--
-- Name: event_tail event_tail_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.event_tail
    ADD CONSTRAINT event_tail_pkey PRIMARY KEY (tenant_id, reader);


--
-- Name: group_member group_member_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.group_member
    ADD CONSTRAINT group_member_pkey PRIMARY KEY (tenant_id, group_id, member_id);


--
-- Name: identity_provider identity_provider_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.identity_provider
    ADD CONSTRAINT identity_provider_pkey PRIMARY KEY (tenant_id, provider_id);


--
-- Name: identity_provider identity_provider_tenant_id_alias_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.identity_provider
    ADD CONSTRAINT identity_provider_tenant_id_alias_key UNIQUE (tenant_id, alias);


--
-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (tenant_id, invitation_id);


--
-- Name: invitation invitation_tenant_id_email_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_tenant_id_email_key UNIQUE (tenant_id, email);


--
-- Name: layer layer_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.layer
    ADD CONSTRAINT layer_pkey PRIMARY KEY (tenant_id, layer);


--
-- Name: member_group member_group_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member_group
    ADD CONSTRAINT member_group_pkey PRIMARY KEY (tenant_id, group_id);


--
-- Name: member_group member_group_tenant_id_name_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member_group
    ADD CONSTRAINT member_group_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (tenant_id, member_id);


--
-- Name: notice_choice notice_choice_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.notice_choice
    ADD CONSTRAINT notice_choice_pkey PRIMARY KEY (tenant_id, member_id);


--
-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (tenant_id, notice_id);


--
-- Name: operation operation_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (tenant_id, workflow_id, secret_hash);


--
-- Name: operator_link operator_link_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.operator_link
    ADD CONSTRAINT operator_link_pkey PRIMARY KEY (tenant_id, link_id);


--
-- Name: policy_bundle policy_bundle_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_bundle
    ADD CONSTRAINT policy_bundle_pkey PRIMARY KEY (tenant_id, bundle_id);


--
-- Name: policy_bundle policy_bundle_tenant_id_name_version_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_bundle
    ADD CONSTRAINT policy_bundle_tenant_id_name_version_key UNIQUE (tenant_id, name, version);


--
-- Name: policy_draft policy_draft_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_draft
    ADD CONSTRAINT policy_draft_pkey PRIMARY KEY (tenant_id, draft_id);


--
-- Name: policy_draft policy_draft_tenant_id_name_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_draft
    ADD CONSTRAINT policy_draft_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: policy_exception policy_exception_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_exception
    ADD CONSTRAINT policy_exception_pkey PRIMARY KEY (tenant_id, exception_id);


--
-- Name: probe_run probe_run_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.probe_run
    ADD CONSTRAINT probe_run_pkey PRIMARY KEY (tenant_id, run_id);


--
-- Name: repair_look repair_look_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.repair_look
    ADD CONSTRAINT repair_look_pkey PRIMARY KEY (tenant_id);


--
-- Name: replay_change replay_change_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay_change
    ADD CONSTRAINT replay_change_pkey PRIMARY KEY (tenant_id, replay_id, decision_id);


--
-- Name: replay replay_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay
    ADD CONSTRAINT replay_pkey PRIMARY KEY (tenant_id, replay_id);


--
-- Name: role_grant role_grant_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.role_grant
    ADD CONSTRAINT role_grant_pkey PRIMARY KEY (tenant_id, grant_id);


--
-- Name: secret secret_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.secret
    ADD CONSTRAINT secret_pkey PRIMARY KEY (tenant_id, secret_id);


--
-- Name: secret secret_tenant_id_name_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.secret
    ADD CONSTRAINT secret_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: secret_version secret_version_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.secret_version
    ADD CONSTRAINT secret_version_pkey PRIMARY KEY (tenant_id, value_id);


--
-- Name: service_account service_account_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.service_account
    ADD CONSTRAINT service_account_pkey PRIMARY KEY (tenant_id, account_id);


--
-- Name: service_account service_account_tenant_id_name_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.service_account
    ADD CONSTRAINT service_account_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (tenant_id, session_id);


--
-- Name: session session_tenant_id_token_hash_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);


--
-- Name: shadow_change shadow_change_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow_change
    ADD CONSTRAINT shadow_change_pkey PRIMARY KEY (tenant_id, shadow_id, decision_id);


--
-- Name: shadow shadow_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow
    ADD CONSTRAINT shadow_pkey PRIMARY KEY (tenant_id, shadow_id);


--
-- Name: slug_reservation slug_reservation_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.slug_reservation
    ADD CONSTRAINT slug_reservation_pkey PRIMARY KEY (tenant_id);


--
-- Name: tenant tenant_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (tenant_id);


--
-- Name: trusted_key trusted_key_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.trusted_key
    ADD CONSTRAINT trusted_key_pkey PRIMARY KEY (tenant_id, trusted_key_id);


--
-- Name: trusted_key trusted_key_tenant_id_fingerprint_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.trusted_key
    ADD CONSTRAINT trusted_key_tenant_id_fingerprint_key UNIQUE (tenant_id, fingerprint);


--
-- Name: webhook_attempt webhook_attempt_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook_attempt
    ADD CONSTRAINT webhook_attempt_pkey PRIMARY KEY (tenant_id, delivery_id, number);


--
-- Name: webhook_delivery webhook_delivery_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (tenant_id, delivery_id);


--
-- Name: webhook_delivery webhook_delivery_tenant_id_webhook_id_message_id_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook_delivery
    ADD CONSTRAINT webhook_delivery_tenant_id_webhook_id_message_id_key UNIQUE (tenant_id, webhook_id, message_id);


--
-- Name: webhook webhook_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (tenant_id, webhook_id);


--
-- Name: workflow workflow_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow
    ADD CONSTRAINT workflow_pkey PRIMARY KEY (tenant_id, workflow_id);


--
-- Name: workflow_signal workflow_signal_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_signal
    ADD CONSTRAINT workflow_signal_pkey PRIMARY KEY (tenant_id, workflow_id, number);


--
-- Name: workflow_signal workflow_signal_tenant_id_workflow_id_key_key; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_signal
    ADD CONSTRAINT workflow_signal_tenant_id_workflow_id_key_key UNIQUE (tenant_id, workflow_id, key);


--
-- Name: workflow_step workflow_step_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_step
    ADD CONSTRAINT workflow_step_pkey PRIMARY KEY (tenant_id, workflow_id, number);


--
-- Name: alert_open; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX alert_open ON app.alert USING btree (tenant_id, kind, subject) WHERE (state <> 'cleared'::text);


--
-- Name: broker_user_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX broker_user_of ON app.broker_user USING btree (tenant_id, member_id);


--
-- Name: broker_user_open; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX broker_user_open ON app.broker_user USING btree (expires_at) WHERE (NOT revoked);


--
-- Name: decision_batch; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX decision_batch ON app.decision USING btree (tenant_id, batch_id, batch_place) WHERE (batch_id IS NOT NULL);


--
-- Name: decision_counted; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX decision_counted ON app.decision USING btree (tenant_id, kind, decision_id) INCLUDE (decided_at, allowed, bundle_digest);


--
-- Name: decision_latest; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX decision_latest ON app.decision USING btree (tenant_id, kind, service, environment, decision_id) WHERE (service IS NOT NULL);


--
-- Name: decision_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX decision_of ON app.decision USING btree (tenant_id, service, decision_id) WHERE (service IS NOT NULL);


--
-- Name: decision_ruled; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX decision_ruled ON app.decision USING btree (tenant_id, action, decision_id) WHERE (bundle_digest <> floor_digest);


--
-- Name: group_member_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX group_member_of ON app.group_member USING btree (tenant_id, member_id);


--
-- Name: invitation_over; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX invitation_over ON app.invitation USING btree (expires_at);


--
-- Name: invitation_token; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX invitation_token ON app.invitation USING btree (token_hash);


--
-- Name: member_group_over; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX member_group_over ON app.member_group USING btree (role_until) WHERE (role_until IS NOT NULL);


--
-- Name: notice_due; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX notice_due ON app.notice USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: notice_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX notice_of ON app.notice USING btree (tenant_id, member_id, notice_id);


--
-- Name: operation_secret; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX operation_secret ON app.operation USING btree (secret_hash);


--
-- Name: operator_link_token; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX operator_link_token ON app.operator_link USING btree (tenant_id, token_hash);


--
-- Name: policy_bundle_active; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX policy_bundle_active ON app.policy_bundle USING btree (tenant_id, decision) WHERE (state = 'active'::text);


--
-- Name: policy_bundle_digest; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX policy_bundle_digest ON app.policy_bundle USING btree (tenant_id, digest);


--
-- Name: policy_bundle_signed_with; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX policy_bundle_signed_with ON app.policy_bundle USING btree (tenant_id, signed_with);


--
-- Name: policy_exception_ending; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX policy_exception_ending ON app.policy_exception USING btree (expires_at) WHERE ((told_at IS NULL) AND (ended_at IS NULL) AND (approved_at IS NOT NULL));


--
-- Name: policy_exception_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX policy_exception_of ON app.policy_exception USING btree (tenant_id, service, expires_at);


--
-- Name: replay_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX replay_of ON app.replay USING btree (tenant_id, bundle_id, replay_id);


--
-- Name: replay_of_draft; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX replay_of_draft ON app.replay USING btree (tenant_id, draft_id, replay_id) WHERE (draft_id IS NOT NULL);


--
-- Name: replay_running; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX replay_running ON app.replay USING btree (tenant_id) WHERE (state = 'running'::text);


--
-- Name: role_grant_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX role_grant_of ON app.role_grant USING btree (tenant_id, member_id);


--
-- Name: role_grant_over; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX role_grant_over ON app.role_grant USING btree (ends_at);


--
-- Name: secret_version_left; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX secret_version_left ON app.secret_version USING btree (changed_at) WHERE (state <> 'live'::text);


--
-- Name: secret_version_live; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX secret_version_live ON app.secret_version USING btree (tenant_id, secret_id) WHERE (state = 'live'::text);


--
-- Name: secret_version_pending; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX secret_version_pending ON app.secret_version USING btree (tenant_id, secret_id) WHERE (state = 'pending'::text);


--
-- Name: secret_version_request; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX secret_version_request ON app.secret_version USING btree (tenant_id, request_hash) WHERE (request_hash IS NOT NULL);


--
-- Name: session_member; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX session_member ON app.session USING btree (tenant_id, member_id, created_at);


--
-- Name: shadow_followed; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX shadow_followed ON app.shadow USING btree (tenant_id, kind) WHERE (ended_at IS NULL);


--
-- Name: slug_reservation_age; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX slug_reservation_age ON app.slug_reservation USING btree (reserved_at);


--
-- Name: slug_reservation_key; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX slug_reservation_key ON app.slug_reservation USING btree (key_hash);


--
-- Name: slug_reservation_slug; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX slug_reservation_slug ON app.slug_reservation USING btree (slug);


--
-- Name: tenant_slug; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX tenant_slug ON app.tenant USING btree (slug) WHERE (state <> 'failed'::text);


--
-- Name: webhook_delivery_due; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX webhook_delivery_due ON app.webhook_delivery USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: webhook_delivery_of; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX webhook_delivery_of ON app.webhook_delivery USING btree (tenant_id, webhook_id, delivery_id);


--
-- Name: workflow_child; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE UNIQUE INDEX workflow_child ON app.workflow USING btree (tenant_id, parent_id, parent_number, child_index) WHERE (parent_id IS NOT NULL);


--
-- Name: workflow_definition; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_definition ON app.workflow USING btree (tenant_id, definition, workflow_id);


--
-- Name: workflow_held; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_held ON app.workflow USING btree (tenant_id, due_at) WHERE (lease_id IS NOT NULL);


--
-- Name: workflow_state; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_state ON app.workflow USING btree (tenant_id, state, workflow_id);


--
-- Name: workflow_turn; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_turn ON app.workflow USING btree (tenant_id, due_at) WHERE (due_at IS NOT NULL);


--
-- Name: audit_checkpoint audit_immutable; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable BEFORE DELETE OR UPDATE ON app.audit_checkpoint FOR EACH ROW EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_entry audit_immutable; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable BEFORE DELETE OR UPDATE ON app.audit_entry FOR EACH ROW EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_key audit_immutable; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable BEFORE DELETE OR UPDATE ON app.audit_key FOR EACH ROW EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_seal audit_immutable; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable BEFORE DELETE OR UPDATE ON app.audit_seal FOR EACH ROW EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_checkpoint audit_immutable_all; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable_all BEFORE TRUNCATE ON app.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_entry audit_immutable_all; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable_all BEFORE TRUNCATE ON app.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_key audit_immutable_all; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable_all BEFORE TRUNCATE ON app.audit_key FOR EACH STATEMENT EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_seal audit_immutable_all; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_immutable_all BEFORE TRUNCATE ON app.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION app.audit_immutable();


--
-- Name: audit_seal audit_seal_of_entry; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER audit_seal_of_entry AFTER INSERT ON app.audit_seal REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.audit_seal_of_entry();


--
-- Name: member keep_an_owner; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER keep_an_owner AFTER DELETE OR UPDATE OF role ON app.member FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION app.keep_an_owner();


--
-- Name: policy_bundle policy_bundle_moves; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER policy_bundle_moves BEFORE UPDATE ON app.policy_bundle FOR EACH ROW EXECUTE FUNCTION app.policy_bundle_moves();


--
-- Name: policy_exception policy_exception_moves; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER policy_exception_moves BEFORE UPDATE ON app.policy_exception FOR EACH ROW EXECUTE FUNCTION app.policy_exception_moves();


--
-- Name: replay replay_stays; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER replay_stays BEFORE UPDATE ON app.replay FOR EACH ROW EXECUTE FUNCTION app.replay_stays();


--
-- Name: shadow shadow_stays; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER shadow_stays BEFORE UPDATE ON app.shadow FOR EACH ROW EXECUTE FUNCTION app.shadow_stays();


--
-- Name: trusted_key trusted_key_stays_removed; Type: TRIGGER; Schema: app; Owner: integraci_migrator
--

CREATE TRIGGER trusted_key_stays_removed BEFORE UPDATE ON app.trusted_key FOR EACH ROW EXECUTE FUNCTION app.trusted_key_stays_removed();


--
-- Name: alert_look alert_look_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.alert_look
    ADD CONSTRAINT alert_look_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: alert alert_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.alert
    ADD CONSTRAINT alert_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: audit_checkpoint audit_checkpoint_tenant_id_sequence_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_checkpoint
    ADD CONSTRAINT audit_checkpoint_tenant_id_sequence_fkey FOREIGN KEY (tenant_id, sequence) REFERENCES app.audit_seal(tenant_id, sequence);


--
-- Name: audit_detail audit_detail_tenant_id_position_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_detail
    ADD CONSTRAINT audit_detail_tenant_id_position_fkey FOREIGN KEY (tenant_id, "position") REFERENCES app.audit_entry(tenant_id, "position");


--
-- Name: broker_account broker_account_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.broker_account
    ADD CONSTRAINT broker_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: broker_user broker_user_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.broker_user
    ADD CONSTRAINT broker_user_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: decision_denial decision_denial_tenant_id_decision_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.decision_denial
    ADD CONSTRAINT decision_denial_tenant_id_decision_id_fkey FOREIGN KEY (tenant_id, decision_id) REFERENCES app.decision(tenant_id, decision_id) ON DELETE CASCADE;


--
-- Name: event_tail event_tail_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.event_tail
    ADD CONSTRAINT event_tail_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: group_member group_member_tenant_id_group_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.group_member
    ADD CONSTRAINT group_member_tenant_id_group_id_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES app.member_group(tenant_id, group_id) ON DELETE CASCADE;


--
-- Name: group_member group_member_tenant_id_member_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.group_member
    ADD CONSTRAINT group_member_tenant_id_member_id_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES app.member(tenant_id, member_id) ON DELETE CASCADE;


--
-- Name: identity_provider identity_provider_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.identity_provider
    ADD CONSTRAINT identity_provider_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: invitation invitation_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: layer layer_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.layer
    ADD CONSTRAINT layer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: member_group member_group_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member_group
    ADD CONSTRAINT member_group_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: member member_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member
    ADD CONSTRAINT member_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: notice_choice notice_choice_tenant_id_member_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.notice_choice
    ADD CONSTRAINT notice_choice_tenant_id_member_id_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES app.member(tenant_id, member_id) ON DELETE CASCADE;


--
-- Name: notice notice_tenant_id_member_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_tenant_id_member_id_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES app.member(tenant_id, member_id) ON DELETE CASCADE;


--
-- Name: operation operation_tenant_id_workflow_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.operation
    ADD CONSTRAINT operation_tenant_id_workflow_id_fkey FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflow(tenant_id, workflow_id);


--
-- Name: operator_link operator_link_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.operator_link
    ADD CONSTRAINT operator_link_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: policy_bundle policy_bundle_key; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_bundle
    ADD CONSTRAINT policy_bundle_key FOREIGN KEY (tenant_id, signed_with) REFERENCES app.trusted_key(tenant_id, trusted_key_id);


--
-- Name: policy_bundle policy_bundle_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_bundle
    ADD CONSTRAINT policy_bundle_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: policy_draft policy_draft_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_draft
    ADD CONSTRAINT policy_draft_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: policy_exception policy_exception_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.policy_exception
    ADD CONSTRAINT policy_exception_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: probe_run probe_run_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.probe_run
    ADD CONSTRAINT probe_run_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: repair_look repair_look_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.repair_look
    ADD CONSTRAINT repair_look_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: replay_change replay_change_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay_change
    ADD CONSTRAINT replay_change_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: replay_change replay_change_tenant_id_replay_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay_change
    ADD CONSTRAINT replay_change_tenant_id_replay_id_fkey FOREIGN KEY (tenant_id, replay_id) REFERENCES app.replay(tenant_id, replay_id);


--
-- Name: replay replay_tenant_id_bundle_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay
    ADD CONSTRAINT replay_tenant_id_bundle_id_fkey FOREIGN KEY (tenant_id, bundle_id) REFERENCES app.policy_bundle(tenant_id, bundle_id);


--
-- Name: replay replay_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.replay
    ADD CONSTRAINT replay_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: role_grant role_grant_tenant_id_member_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.role_grant
    ADD CONSTRAINT role_grant_tenant_id_member_id_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES app.member(tenant_id, member_id) ON DELETE CASCADE;


--
-- Name: secret secret_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.secret
    ADD CONSTRAINT secret_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: secret_version secret_version_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.secret_version
    ADD CONSTRAINT secret_version_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: service_account service_account_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.service_account
    ADD CONSTRAINT service_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: session session_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: session session_tenant_id_member_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_tenant_id_member_id_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES app.member(tenant_id, member_id) ON DELETE CASCADE;


--
-- Name: shadow_change shadow_change_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow_change
    ADD CONSTRAINT shadow_change_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: shadow_change shadow_change_tenant_id_shadow_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow_change
    ADD CONSTRAINT shadow_change_tenant_id_shadow_id_fkey FOREIGN KEY (tenant_id, shadow_id) REFERENCES app.shadow(tenant_id, shadow_id);


--
-- Name: shadow shadow_tenant_id_bundle_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow
    ADD CONSTRAINT shadow_tenant_id_bundle_id_fkey FOREIGN KEY (tenant_id, bundle_id) REFERENCES app.policy_bundle(tenant_id, bundle_id);


--
-- Name: shadow shadow_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.shadow
    ADD CONSTRAINT shadow_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: trusted_key trusted_key_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.trusted_key
    ADD CONSTRAINT trusted_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: webhook_attempt webhook_attempt_tenant_id_delivery_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook_attempt
    ADD CONSTRAINT webhook_attempt_tenant_id_delivery_id_fkey FOREIGN KEY (tenant_id, delivery_id) REFERENCES app.webhook_delivery(tenant_id, delivery_id) ON DELETE CASCADE;


--
-- Name: webhook_delivery webhook_delivery_tenant_id_webhook_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook_delivery
    ADD CONSTRAINT webhook_delivery_tenant_id_webhook_id_fkey FOREIGN KEY (tenant_id, webhook_id) REFERENCES app.webhook(tenant_id, webhook_id) ON DELETE CASCADE;


--
-- Name: webhook webhook_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.webhook
    ADD CONSTRAINT webhook_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: workflow workflow_parent_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow
    ADD CONSTRAINT workflow_parent_fkey FOREIGN KEY (tenant_id, parent_id, parent_number) REFERENCES app.workflow_step(tenant_id, workflow_id, number);


--
-- Name: workflow_signal workflow_signal_tenant_id_workflow_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_signal
    ADD CONSTRAINT workflow_signal_tenant_id_workflow_id_fkey FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflow(tenant_id, workflow_id);


--
-- Name: workflow_step workflow_step_tenant_id_workflow_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_step
    ADD CONSTRAINT workflow_step_tenant_id_workflow_id_fkey FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflow(tenant_id, workflow_id);


--
-- Name: workflow workflow_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow
    ADD CONSTRAINT workflow_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: alert; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.alert ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_look; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.alert_look ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_checkpoint; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_checkpoint ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_detail; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_detail ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_entry; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_key; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_key ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_low_water; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_low_water ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_seal; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_seal ENABLE ROW LEVEL SECURITY;

--
-- Name: broker_account; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.broker_account ENABLE ROW LEVEL SECURITY;

--
-- Name: broker_user; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.broker_user ENABLE ROW LEVEL SECURITY;

--
-- Name: notice claim_seen; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_seen ON app.notice FOR SELECT TO integraci_events USING ((due_at IS NOT NULL));


--
-- Name: webhook_delivery claim_seen; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_seen ON app.webhook_delivery FOR SELECT TO integraci_events USING ((due_at IS NOT NULL));


--
-- Name: workflow claim_seen; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_seen ON app.workflow FOR SELECT TO integraci_workflow USING ((due_at IS NOT NULL));


--
-- Name: notice claim_taken; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_taken ON app.notice FOR UPDATE TO integraci_events USING ((due_at IS NOT NULL)) WITH CHECK ((due_at IS NOT NULL));


--
-- Name: webhook_delivery claim_taken; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_taken ON app.webhook_delivery FOR UPDATE TO integraci_events USING ((due_at IS NOT NULL)) WITH CHECK ((due_at IS NOT NULL));


--
-- Name: workflow claim_taken; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_taken ON app.workflow FOR UPDATE TO integraci_workflow USING ((due_at IS NOT NULL)) WITH CHECK ((due_at IS NOT NULL));


--
-- Name: decision; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.decision ENABLE ROW LEVEL SECURITY;

--
-- Name: decision_denial; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.decision_denial ENABLE ROW LEVEL SECURITY;

--
-- Name: event_tail; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.event_tail ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_seal events; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY events ON app.audit_seal FOR SELECT TO integraci_events USING (true);


--
-- Name: broker_account events; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY events ON app.broker_account FOR SELECT TO integraci_events USING (true);


--
-- Name: event_tail events; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY events ON app.event_tail FOR SELECT TO integraci_events USING (true);


--
-- Name: group_member front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.group_member FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: invitation front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.invitation FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: member front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.member FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: member_group front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.member_group FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: operation front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.operation FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: role_grant front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.role_grant FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: session front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.session FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: slug_reservation front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.slug_reservation TO integraci_front_owner USING (true) WITH CHECK (true);


--
-- Name: tenant front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.tenant FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: workflow front; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY front ON app.workflow FOR SELECT TO integraci_front_owner USING (true);


--
-- Name: group_member; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.group_member ENABLE ROW LEVEL SECURITY;

--
-- Name: identity_provider; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.identity_provider ENABLE ROW LEVEL SECURITY;

--
-- Name: invitation; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.invitation ENABLE ROW LEVEL SECURITY;

--
-- Name: layer; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.layer ENABLE ROW LEVEL SECURITY;

--
-- Name: member; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.member ENABLE ROW LEVEL SECURITY;

--
-- Name: member_group; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.member_group ENABLE ROW LEVEL SECURITY;

--
-- Name: notice; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.notice ENABLE ROW LEVEL SECURITY;

--
-- Name: notice_choice; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.notice_choice ENABLE ROW LEVEL SECURITY;

--
-- Name: operation; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.operation ENABLE ROW LEVEL SECURITY;

--
-- Name: operator_link; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.operator_link ENABLE ROW LEVEL SECURITY;

--
-- Name: broker_account overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.broker_account FOR SELECT TO integraci_overview USING (true);


--
-- Name: layer overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.layer FOR SELECT TO integraci_overview USING (true);


--
-- Name: repair_look overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.repair_look FOR SELECT TO integraci_overview USING (true);


--
-- Name: tenant overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.tenant FOR SELECT TO integraci_overview USING (true);


--
-- Name: webhook overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.webhook FOR SELECT TO integraci_overview USING ((state = 'disabled'::text));


--
-- Name: workflow overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.workflow FOR SELECT TO integraci_overview USING (true);


--
-- Name: policy_bundle; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.policy_bundle ENABLE ROW LEVEL SECURITY;

--
-- Name: policy_draft; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.policy_draft ENABLE ROW LEVEL SECURITY;

--
-- Name: policy_exception; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.policy_exception ENABLE ROW LEVEL SECURITY;

--
-- Name: probe_run; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.probe_run ENABLE ROW LEVEL SECURITY;

--
-- Name: repair_look; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.repair_look ENABLE ROW LEVEL SECURITY;

--
-- Name: replay; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.replay ENABLE ROW LEVEL SECURITY;

--
-- Name: replay_change; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.replay_change ENABLE ROW LEVEL SECURITY;

--
-- Name: role_grant; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.role_grant ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_checkpoint sealer; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sealer ON app.audit_checkpoint FOR SELECT TO integraci_sealer USING (true);


--
-- Name: audit_entry sealer; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sealer ON app.audit_entry FOR SELECT TO integraci_sealer USING (true);


--
-- Name: audit_low_water sealer; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sealer ON app.audit_low_water FOR SELECT TO integraci_sealer USING (true);


--
-- Name: audit_seal sealer; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sealer ON app.audit_seal FOR SELECT TO integraci_sealer USING (true);


--
-- Name: secret; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.secret ENABLE ROW LEVEL SECURITY;

--
-- Name: secret_version; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.secret_version ENABLE ROW LEVEL SECURITY;

--
-- Name: service_account; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.service_account ENABLE ROW LEVEL SECURITY;

--
-- Name: session; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;

--
-- Name: shadow; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.shadow ENABLE ROW LEVEL SECURITY;

--
-- Name: shadow_change; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.shadow_change ENABLE ROW LEVEL SECURITY;

--
-- Name: slug_reservation; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.slug_reservation ENABLE ROW LEVEL SECURITY;

--
-- Name: invitation sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.invitation FOR SELECT TO integraci_sweeper USING (true);


--
-- Name: member_group sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.member_group FOR SELECT TO integraci_sweeper USING (true);


--
-- Name: policy_exception sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.policy_exception FOR SELECT TO integraci_sweeper USING (((told_at IS NULL) AND (ended_at IS NULL) AND (approved_at IS NOT NULL)));


--
-- Name: role_grant sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.role_grant FOR SELECT TO integraci_sweeper USING (true);


--
-- Name: secret_version sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.secret_version FOR SELECT TO integraci_sweeper USING ((state <> 'live'::text));


--
-- Name: shadow sweep; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweep ON app.shadow FOR SELECT TO integraci_sweeper USING ((ended_at IS NULL));


--
-- Name: broker_user sweeper; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY sweeper ON app.broker_user FOR SELECT TO integraci_sweeper USING ((NOT revoked));


--
-- Name: tenant; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.tenant ENABLE ROW LEVEL SECURITY;

--
-- Name: alert tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.alert USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: alert_look tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.alert_look USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_checkpoint tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_checkpoint USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_detail tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_detail USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_entry tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_entry USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_key tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_key USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_low_water tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_low_water USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_seal tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_seal USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: broker_account tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.broker_account USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: broker_user tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.broker_user USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: decision tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.decision USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: decision_denial tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.decision_denial USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: event_tail tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.event_tail USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: group_member tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.group_member USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: identity_provider tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.identity_provider USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: invitation tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.invitation USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: layer tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.layer USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: member tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.member USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: member_group tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.member_group USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: notice tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.notice USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: notice_choice tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.notice_choice USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: operation tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.operation USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: operator_link tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.operator_link USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: policy_bundle tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.policy_bundle USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: policy_draft tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.policy_draft USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: policy_exception tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.policy_exception USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: probe_run tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.probe_run USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: repair_look tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.repair_look USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: replay tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.replay USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: replay_change tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.replay_change USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: role_grant tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.role_grant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: secret tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.secret USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: secret_version tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.secret_version USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: service_account tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.service_account USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: session tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.session USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: shadow tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.shadow USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: shadow_change tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.shadow_change USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: slug_reservation tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.slug_reservation USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: tenant tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: trusted_key tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.trusted_key USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: webhook tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.webhook USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: webhook_attempt tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.webhook_attempt USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: webhook_delivery tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.webhook_delivery USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.workflow USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow_signal tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.workflow_signal USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow_step tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.workflow_step USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: trusted_key; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.trusted_key ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.webhook ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_attempt; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.webhook_attempt ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_delivery; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.webhook_delivery ENABLE ROW LEVEL SECURITY;

--
-- Name: workflow; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.workflow ENABLE ROW LEVEL SECURITY;

--
-- Name: workflow_signal; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.workflow_signal ENABLE ROW LEVEL SECURITY;

--
-- Name: workflow_step; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.workflow_step ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA app; Type: ACL; Schema: -; Owner: integraci_migrator
--

GRANT USAGE ON SCHEMA app TO integraci_app;
GRANT USAGE ON SCHEMA app TO integraci_sealer;
GRANT USAGE ON SCHEMA app TO integraci_workflow;
GRANT USAGE ON SCHEMA app TO integraci_overview;
GRANT USAGE ON SCHEMA app TO integraci_sweeper;
GRANT USAGE ON SCHEMA app TO integraci_backup;
GRANT USAGE ON SCHEMA app TO integraci_front_owner;
GRANT USAGE ON SCHEMA app TO integraci_events;


--
-- Name: SCHEMA front; Type: ACL; Schema: -; Owner: integraci_migrator
--

GRANT USAGE ON SCHEMA front TO integraci_front;
GRANT USAGE ON SCHEMA front TO integraci_backup;


--
-- Name: FUNCTION audit_immutable(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.audit_immutable() FROM PUBLIC;


--
-- Name: FUNCTION audit_seal_of_entry(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.audit_seal_of_entry() FROM PUBLIC;


--
-- Name: TABLE decision; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.decision TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.decision TO integraci_app;


--
-- Name: COLUMN decision.input; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(input) ON TABLE app.decision TO integraci_app;


--
-- Name: COLUMN decision.result; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(result) ON TABLE app.decision TO integraci_app;


--
-- Name: COLUMN decision.salt; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(salt) ON TABLE app.decision TO integraci_app;


--
-- Name: FUNCTION decision_fits(one app.decision); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.decision_fits(one app.decision) FROM PUBLIC;
GRANT ALL ON FUNCTION app.decision_fits(one app.decision) TO integraci_app;


--
-- Name: FUNCTION keep_an_owner(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.keep_an_owner() FROM PUBLIC;


--
-- Name: FUNCTION policy_bundle_moves(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.policy_bundle_moves() FROM PUBLIC;


--
-- Name: FUNCTION policy_exception_moves(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.policy_exception_moves() FROM PUBLIC;


--
-- Name: FUNCTION probe_attempt(target regclass, attempt text, theirs uuid); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.probe_attempt(target regclass, attempt text, theirs uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.probe_attempt(target regclass, attempt text, theirs uuid) TO integraci_app;


--
-- Name: FUNCTION refuse_suspended(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.refuse_suspended() FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse_suspended() TO integraci_app;


--
-- Name: FUNCTION replay_stays(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.replay_stays() FROM PUBLIC;


--
-- Name: FUNCTION shadow_stays(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.shadow_stays() FROM PUBLIC;


--
-- Name: FUNCTION trusted_key_stays_removed(); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.trusted_key_stays_removed() FROM PUBLIC;


--
-- Name: FUNCTION workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint) TO integraci_app;
GRANT ALL ON FUNCTION app.workflow_holds(definition text, version integer, payload text, state text, step text, attempt integer, attempts integer, error text, due_at timestamp with time zone, begun_at timestamp with time zone, ended_at timestamp with time zone, awaits text, wait_until timestamp with time zone, asked text, parent_id uuid, parent_number integer, child_index smallint, depth smallint, awaits_children smallint) TO integraci_workflow;


--
-- Name: FUNCTION workflow_step_holds(number integer, step text, outcome text, error text, result text, ended_at timestamp with time zone); Type: ACL; Schema: app; Owner: integraci_migrator
--

REVOKE ALL ON FUNCTION app.workflow_step_holds(number integer, step text, outcome text, error text, result text, ended_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.workflow_step_holds(number integer, step text, outcome text, error text, result text, ended_at timestamp with time zone) TO integraci_app;


--
-- Name: TABLE invitation; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.invitation TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.invitation TO integraci_app;


--
-- Name: COLUMN invitation.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.invitation TO integraci_front_owner;
GRANT SELECT(tenant_id) ON TABLE app.invitation TO integraci_sweeper;


--
-- Name: COLUMN invitation.invitation_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(invitation_id) ON TABLE app.invitation TO integraci_front_owner;


--
-- Name: COLUMN invitation.token_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(token_hash) ON TABLE app.invitation TO integraci_front_owner;


--
-- Name: COLUMN invitation.expires_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(expires_at) ON TABLE app.invitation TO integraci_front_owner;
GRANT SELECT(expires_at) ON TABLE app.invitation TO integraci_sweeper;


--
-- Name: TABLE tenant; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.tenant TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.tenant TO integraci_app;


--
-- Name: COLUMN tenant.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.tenant TO integraci_overview;
GRANT SELECT(tenant_id) ON TABLE app.tenant TO integraci_front_owner;


--
-- Name: COLUMN tenant.slug; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(slug) ON TABLE app.tenant TO integraci_overview;
GRANT SELECT(slug) ON TABLE app.tenant TO integraci_front_owner;


--
-- Name: COLUMN tenant.plan; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(plan) ON TABLE app.tenant TO integraci_app;
GRANT SELECT(plan) ON TABLE app.tenant TO integraci_overview;


--
-- Name: COLUMN tenant.organisation; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(organisation) ON TABLE app.tenant TO integraci_app;


--
-- Name: COLUMN tenant.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.tenant TO integraci_app;
GRANT SELECT(state) ON TABLE app.tenant TO integraci_overview;
GRANT SELECT(state) ON TABLE app.tenant TO integraci_front_owner;


--
-- Name: COLUMN tenant.created_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(created_at) ON TABLE app.tenant TO integraci_overview;


--
-- Name: COLUMN tenant.second_factor; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(second_factor) ON TABLE app.tenant TO integraci_app;


--
-- Name: COLUMN tenant.second_factor_since; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(second_factor_since) ON TABLE app.tenant TO integraci_app;
GRANT SELECT(second_factor_since) ON TABLE app.tenant TO integraci_front_owner;


--
-- Name: FUNCTION find_invitation(given_hash bytea); Type: ACL; Schema: front; Owner: integraci_front_owner
--

REVOKE ALL ON FUNCTION front.find_invitation(given_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION front.find_invitation(given_hash bytea) TO integraci_front;


--
-- Name: TABLE group_member; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.group_member TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.group_member TO integraci_app;


--
-- Name: COLUMN group_member.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.group_member TO integraci_front_owner;


--
-- Name: COLUMN group_member.group_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(group_id) ON TABLE app.group_member TO integraci_front_owner;


--
-- Name: COLUMN group_member.member_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(member_id) ON TABLE app.group_member TO integraci_front_owner;


--
-- Name: TABLE member; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.member TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.member TO integraci_app;


--
-- Name: COLUMN member.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.member TO integraci_front_owner;


--
-- Name: COLUMN member.member_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(member_id) ON TABLE app.member TO integraci_front_owner;


--
-- Name: COLUMN member.kind; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(kind) ON TABLE app.member TO integraci_front_owner;


--
-- Name: COLUMN member.role; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(role) ON TABLE app.member TO integraci_app;
GRANT SELECT(role) ON TABLE app.member TO integraci_front_owner;


--
-- Name: COLUMN member.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(version) ON TABLE app.member TO integraci_app;


--
-- Name: TABLE member_group; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.member_group TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.member_group TO integraci_app;


--
-- Name: COLUMN member_group.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.member_group TO integraci_sweeper;
GRANT SELECT(tenant_id) ON TABLE app.member_group TO integraci_front_owner;


--
-- Name: COLUMN member_group.group_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(group_id) ON TABLE app.member_group TO integraci_front_owner;


--
-- Name: COLUMN member_group.name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(name) ON TABLE app.member_group TO integraci_app;


--
-- Name: COLUMN member_group.role; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(role) ON TABLE app.member_group TO integraci_app;
GRANT SELECT(role) ON TABLE app.member_group TO integraci_front_owner;


--
-- Name: COLUMN member_group.role_until; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(role_until) ON TABLE app.member_group TO integraci_app;
GRANT SELECT(role_until) ON TABLE app.member_group TO integraci_sweeper;
GRANT SELECT(role_until) ON TABLE app.member_group TO integraci_front_owner;


--
-- Name: COLUMN member_group.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(version) ON TABLE app.member_group TO integraci_app;


--
-- Name: TABLE role_grant; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.role_grant TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.role_grant TO integraci_app;


--
-- Name: COLUMN role_grant.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.role_grant TO integraci_sweeper;
GRANT SELECT(tenant_id) ON TABLE app.role_grant TO integraci_front_owner;


--
-- Name: COLUMN role_grant.member_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(member_id) ON TABLE app.role_grant TO integraci_front_owner;


--
-- Name: COLUMN role_grant.role; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(role) ON TABLE app.role_grant TO integraci_front_owner;


--
-- Name: COLUMN role_grant.created_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(created_at) ON TABLE app.role_grant TO integraci_sweeper;


--
-- Name: COLUMN role_grant.ends_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(ends_at) ON TABLE app.role_grant TO integraci_sweeper;
GRANT SELECT(ends_at) ON TABLE app.role_grant TO integraci_front_owner;


--
-- Name: COLUMN role_grant.told_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(told_at) ON TABLE app.role_grant TO integraci_app;
GRANT SELECT(told_at) ON TABLE app.role_grant TO integraci_sweeper;


--
-- Name: TABLE acting_member; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.acting_member TO integraci_backup;
GRANT SELECT ON TABLE app.acting_member TO integraci_app;


--
-- Name: COLUMN acting_member.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.acting_member TO integraci_front_owner;


--
-- Name: COLUMN acting_member.member_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(member_id) ON TABLE app.acting_member TO integraci_front_owner;


--
-- Name: COLUMN acting_member.kind; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(kind) ON TABLE app.acting_member TO integraci_front_owner;


--
-- Name: COLUMN acting_member.standing; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(standing) ON TABLE app.acting_member TO integraci_front_owner;


--
-- Name: COLUMN acting_member.acts_as; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(acts_as) ON TABLE app.acting_member TO integraci_front_owner;


--
-- Name: TABLE session; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.session TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.session TO integraci_app;


--
-- Name: COLUMN session.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.session TO integraci_front_owner;


--
-- Name: COLUMN session.session_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(session_id) ON TABLE app.session TO integraci_front_owner;


--
-- Name: COLUMN session.token_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(token_hash) ON TABLE app.session TO integraci_front_owner;


--
-- Name: COLUMN session.member_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(member_id) ON TABLE app.session TO integraci_front_owner;


--
-- Name: COLUMN session.last_seen_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(last_seen_at) ON TABLE app.session TO integraci_app;
GRANT SELECT(last_seen_at) ON TABLE app.session TO integraci_front_owner;


--
-- Name: COLUMN session.expires_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(expires_at) ON TABLE app.session TO integraci_front_owner;


--
-- Name: FUNCTION find_session(given_slug text, given_hash bytea); Type: ACL; Schema: front; Owner: integraci_front_owner
--

REVOKE ALL ON FUNCTION front.find_session(given_slug text, given_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION front.find_session(given_slug text, given_hash bytea) TO integraci_front;


--
-- Name: TABLE operation; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.operation TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.operation TO integraci_app;


--
-- Name: COLUMN operation.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.operation TO integraci_front_owner;


--
-- Name: COLUMN operation.workflow_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(workflow_id) ON TABLE app.operation TO integraci_front_owner;


--
-- Name: COLUMN operation.secret_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(secret_hash) ON TABLE app.operation TO integraci_front_owner;


--
-- Name: TABLE workflow; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.workflow TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.workflow TO integraci_app;


--
-- Name: COLUMN workflow.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.workflow TO integraci_workflow;
GRANT SELECT(tenant_id) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(tenant_id) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.workflow_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(workflow_id) ON TABLE app.workflow TO integraci_workflow;
GRANT SELECT(workflow_id) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(workflow_id) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.definition; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(definition) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(definition) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(version) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(version) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(state) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(state) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.undoing; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(undoing) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(undoing) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(undoing) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.step; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(step) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(step) ON TABLE app.workflow TO integraci_overview;
GRANT SELECT(step) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.attempt; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(attempt) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(attempt) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.attempts; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(attempts) ON TABLE app.workflow TO integraci_app;


--
-- Name: COLUMN workflow.error; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(error) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(error) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.due_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(due_at) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(due_at),UPDATE(due_at) ON TABLE app.workflow TO integraci_workflow;
GRANT SELECT(due_at) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.lease_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(lease_id) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(lease_id),UPDATE(lease_id) ON TABLE app.workflow TO integraci_workflow;


--
-- Name: COLUMN workflow.created_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(created_at) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(changed_at) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_at) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(ended_at) ON TABLE app.workflow TO integraci_front_owner;


--
-- Name: COLUMN workflow.awaits; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(awaits) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(awaits) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.wait_until; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(wait_until) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(wait_until) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.late_fails; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(late_fails) ON TABLE app.workflow TO integraci_app;


--
-- Name: COLUMN workflow.deadline_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(deadline_at) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(deadline_at) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.asked; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(asked) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(asked) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.parent_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(parent_id) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.parent_number; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(parent_number) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.child_index; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(child_index) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.awaits_children; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(awaits_children) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(awaits_children) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.begun_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(begun_at) ON TABLE app.workflow TO integraci_app;


--
-- Name: FUNCTION read_operation(given_secret_hash bytea); Type: ACL; Schema: front; Owner: integraci_front_owner
--

REVOKE ALL ON FUNCTION front.read_operation(given_secret_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION front.read_operation(given_secret_hash bytea) TO integraci_front;


--
-- Name: FUNCTION reserve_slug(wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea); Type: ACL; Schema: front; Owner: integraci_front_owner
--

REVOKE ALL ON FUNCTION front.reserve_slug(wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION front.reserve_slug(wanted_tenant uuid, wanted_slug text, given_key bytea, given_fingerprint bytea) TO integraci_front;


--
-- Name: FUNCTION resolve_realm(wanted text); Type: ACL; Schema: front; Owner: integraci_front_owner
--

REVOKE ALL ON FUNCTION front.resolve_realm(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION front.resolve_realm(wanted text) TO integraci_front;


--
-- Name: TABLE alert; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.alert TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.severity; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(severity) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.missed; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(missed) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.raised_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(raised_at) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.acknowledged_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(acknowledged_at) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.acknowledged_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(acknowledged_by) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.cleared_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(cleared_at) ON TABLE app.alert TO integraci_app;


--
-- Name: COLUMN alert.mailed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(mailed_at) ON TABLE app.alert TO integraci_app;


--
-- Name: TABLE alert_look; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.alert_look TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.alert_look TO integraci_app;


--
-- Name: COLUMN alert_look.looked_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(looked_at) ON TABLE app.alert_look TO integraci_app;


--
-- Name: TABLE audit_checkpoint; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_checkpoint TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.audit_checkpoint TO integraci_app;


--
-- Name: COLUMN audit_checkpoint.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.audit_checkpoint TO integraci_sealer;


--
-- Name: COLUMN audit_checkpoint.sequence; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(sequence) ON TABLE app.audit_checkpoint TO integraci_sealer;


--
-- Name: TABLE audit_detail; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_detail TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.audit_detail TO integraci_app;


--
-- Name: TABLE audit_entry; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_entry TO integraci_backup;
GRANT SELECT ON TABLE app.audit_entry TO integraci_app;


--
-- Name: COLUMN audit_entry.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.audit_entry TO integraci_app;
GRANT SELECT(tenant_id) ON TABLE app.audit_entry TO integraci_sealer;


--
-- Name: COLUMN audit_entry."position"; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT("position") ON TABLE app.audit_entry TO integraci_sealer;


--
-- Name: COLUMN audit_entry.body; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(body) ON TABLE app.audit_entry TO integraci_app;


--
-- Name: TABLE audit_key; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_key TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.audit_key TO integraci_app;


--
-- Name: TABLE audit_low_water; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_low_water TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.audit_low_water TO integraci_app;


--
-- Name: COLUMN audit_low_water.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.audit_low_water TO integraci_sealer;


--
-- Name: COLUMN audit_low_water."position"; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE("position") ON TABLE app.audit_low_water TO integraci_app;
GRANT SELECT("position") ON TABLE app.audit_low_water TO integraci_sealer;


--
-- Name: SEQUENCE audit_position; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON SEQUENCE app.audit_position TO integraci_backup;
GRANT SELECT ON SEQUENCE app.audit_position TO integraci_app;


--
-- Name: TABLE audit_seal; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_seal TO integraci_backup;
GRANT SELECT ON TABLE app.audit_seal TO integraci_app;


--
-- Name: COLUMN audit_seal.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.audit_seal TO integraci_app;
GRANT SELECT(tenant_id) ON TABLE app.audit_seal TO integraci_sealer;
GRANT SELECT(tenant_id) ON TABLE app.audit_seal TO integraci_events;


--
-- Name: COLUMN audit_seal.sequence; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(sequence) ON TABLE app.audit_seal TO integraci_app;
GRANT SELECT(sequence) ON TABLE app.audit_seal TO integraci_sealer;
GRANT SELECT(sequence) ON TABLE app.audit_seal TO integraci_events;


--
-- Name: COLUMN audit_seal."position"; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT("position") ON TABLE app.audit_seal TO integraci_app;
GRANT SELECT("position") ON TABLE app.audit_seal TO integraci_sealer;


--
-- Name: COLUMN audit_seal.previous; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(previous) ON TABLE app.audit_seal TO integraci_app;


--
-- Name: COLUMN audit_seal.hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(hash) ON TABLE app.audit_seal TO integraci_app;


--
-- Name: TABLE broker_account; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.broker_account TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.broker_account TO integraci_app;


--
-- Name: COLUMN broker_account.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.broker_account TO integraci_overview;
GRANT SELECT(tenant_id) ON TABLE app.broker_account TO integraci_events;


--
-- Name: COLUMN broker_account.account; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(account) ON TABLE app.broker_account TO integraci_overview;


--
-- Name: COLUMN broker_account.issued_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(issued_at) ON TABLE app.broker_account TO integraci_app;


--
-- Name: COLUMN broker_account.closed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(closed_at) ON TABLE app.broker_account TO integraci_app;


--
-- Name: COLUMN broker_account.claims_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(claims_hash) ON TABLE app.broker_account TO integraci_app;
GRANT SELECT(claims_hash) ON TABLE app.broker_account TO integraci_overview;


--
-- Name: COLUMN broker_account.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.broker_account TO integraci_app;


--
-- Name: COLUMN broker_account.foreign_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(foreign_at) ON TABLE app.broker_account TO integraci_app;
GRANT SELECT(foreign_at) ON TABLE app.broker_account TO integraci_overview;


--
-- Name: TABLE broker_user; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.broker_user TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.broker_user TO integraci_app;


--
-- Name: COLUMN broker_user.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.broker_user TO integraci_sweeper;


--
-- Name: COLUMN broker_user.expires_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(expires_at) ON TABLE app.broker_user TO integraci_app;
GRANT SELECT(expires_at) ON TABLE app.broker_user TO integraci_sweeper;


--
-- Name: COLUMN broker_user.revoked; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(revoked) ON TABLE app.broker_user TO integraci_app;
GRANT SELECT(revoked) ON TABLE app.broker_user TO integraci_sweeper;


--
-- Name: TABLE decision_denial; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.decision_denial TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.decision_denial TO integraci_app;


--
-- Name: TABLE event_tail; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.event_tail TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.event_tail TO integraci_app;


--
-- Name: COLUMN event_tail.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.event_tail TO integraci_events;


--
-- Name: COLUMN event_tail.reader; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(reader) ON TABLE app.event_tail TO integraci_events;


--
-- Name: COLUMN event_tail.sequence; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(sequence) ON TABLE app.event_tail TO integraci_app;
GRANT SELECT(sequence) ON TABLE app.event_tail TO integraci_events;


--
-- Name: COLUMN event_tail.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.event_tail TO integraci_app;
GRANT SELECT(changed_at) ON TABLE app.event_tail TO integraci_events;


--
-- Name: TABLE identity_provider; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.identity_provider TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(name) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.endpoints; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(endpoints) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.enabled; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(enabled) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.problem; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(problem) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.secret_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(secret_id) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.spare_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(spare_id) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: COLUMN identity_provider.account; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(account) ON TABLE app.identity_provider TO integraci_app;


--
-- Name: TABLE layer; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.layer TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.layer TO integraci_app;


--
-- Name: COLUMN layer.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.layer TO integraci_overview;


--
-- Name: COLUMN layer.layer; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(layer) ON TABLE app.layer TO integraci_overview;


--
-- Name: COLUMN layer.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.layer TO integraci_app;
GRANT SELECT(state) ON TABLE app.layer TO integraci_overview;


--
-- Name: COLUMN layer.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.layer TO integraci_app;
GRANT SELECT(changed_at) ON TABLE app.layer TO integraci_overview;


--
-- Name: TABLE notice; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.notice TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.notice TO integraci_app;


--
-- Name: COLUMN notice.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.notice TO integraci_events;


--
-- Name: COLUMN notice.notice_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(notice_id) ON TABLE app.notice TO integraci_events;


--
-- Name: COLUMN notice.read_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(read_at) ON TABLE app.notice TO integraci_app;


--
-- Name: COLUMN notice.mail; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(mail) ON TABLE app.notice TO integraci_app;


--
-- Name: COLUMN notice.tries; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(tries) ON TABLE app.notice TO integraci_app;


--
-- Name: COLUMN notice.due_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(due_at) ON TABLE app.notice TO integraci_app;
GRANT SELECT(due_at),UPDATE(due_at) ON TABLE app.notice TO integraci_events;


--
-- Name: COLUMN notice.lease_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(lease_id) ON TABLE app.notice TO integraci_app;
GRANT UPDATE(lease_id) ON TABLE app.notice TO integraci_events;


--
-- Name: TABLE notice_choice; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.notice_choice TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.notice_choice TO integraci_app;


--
-- Name: COLUMN notice_choice.service; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(service) ON TABLE app.notice_choice TO integraci_app;


--
-- Name: COLUMN notice_choice.account; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(account) ON TABLE app.notice_choice TO integraci_app;


--
-- Name: TABLE operator_link; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.operator_link TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.operator_link TO integraci_app;


--
-- Name: COLUMN operator_link.used_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(used_at) ON TABLE app.operator_link TO integraci_app;


--
-- Name: TABLE policy_bundle; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.policy_bundle TO integraci_backup;
GRANT SELECT ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.bundle_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(bundle_id) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(name) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(version) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.decision; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(decision) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.rules; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(rules) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.digest; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(digest) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.archive; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(archive) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.published_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(published_by) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.approved_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(approved_by) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.approved_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(approved_at) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.activated_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(activated_by) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.activated_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(activated_at) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.returned; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(returned) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.signature; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(signature) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.signer; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(signer) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.signed_with; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(signed_with) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: COLUMN policy_bundle.coverage; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(coverage) ON TABLE app.policy_bundle TO integraci_app;


--
-- Name: TABLE policy_draft; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.policy_draft TO integraci_backup;
GRANT SELECT,DELETE ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.draft_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_id) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(name) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(version) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.files; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(files),UPDATE(files) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.changed_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(changed_by),UPDATE(changed_by) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: COLUMN policy_draft.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.policy_draft TO integraci_app;


--
-- Name: TABLE policy_exception; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.policy_exception TO integraci_backup;
GRANT SELECT ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.policy_exception TO integraci_app;
GRANT SELECT(tenant_id) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: COLUMN policy_exception.exception_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(exception_id) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.decision; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(decision) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.rule; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(rule) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.service; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(service) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.environment; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(environment) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.reason; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(reason) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.expires_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(expires_at) ON TABLE app.policy_exception TO integraci_app;
GRANT SELECT(expires_at) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: COLUMN policy_exception.asked_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(asked_by) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.asked_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(asked_at) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: COLUMN policy_exception.approved_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(approved_by) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.approved_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(approved_at) ON TABLE app.policy_exception TO integraci_app;
GRANT SELECT(approved_at) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: COLUMN policy_exception.ended_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_by) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_at) ON TABLE app.policy_exception TO integraci_app;
GRANT SELECT(ended_at) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: COLUMN policy_exception.owner; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(owner),UPDATE(owner) ON TABLE app.policy_exception TO integraci_app;


--
-- Name: COLUMN policy_exception.told_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(told_at) ON TABLE app.policy_exception TO integraci_app;
GRANT SELECT(told_at) ON TABLE app.policy_exception TO integraci_sweeper;


--
-- Name: TABLE probe_run; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.probe_run TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.probe_run TO integraci_app;


--
-- Name: TABLE repair_look; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.repair_look TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.repair_look TO integraci_app;


--
-- Name: COLUMN repair_look.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.repair_look TO integraci_overview;


--
-- Name: COLUMN repair_look.waiting; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(waiting) ON TABLE app.repair_look TO integraci_app;
GRANT SELECT(waiting) ON TABLE app.repair_look TO integraci_overview;


--
-- Name: COLUMN repair_look.ruled_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ruled_at) ON TABLE app.repair_look TO integraci_app;
GRANT SELECT(ruled_at) ON TABLE app.repair_look TO integraci_overview;


--
-- Name: TABLE replay; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.replay TO integraci_backup;
GRANT SELECT ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.replay_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(replay_id) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.bundle_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(bundle_id) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.period_from; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(period_from) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.period_to; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(period_to) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.total; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(total),UPDATE(total) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.done; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(done) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.alive_until; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(alive_until),UPDATE(alive_until) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.started_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(started_by) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_at) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.fault; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(fault) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.result; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(result) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.result_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(result_hash) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_id) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_version) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_name) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_release; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_release) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_decision; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_decision) ON TABLE app.replay TO integraci_app;


--
-- Name: COLUMN replay.draft_digest; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(draft_digest) ON TABLE app.replay TO integraci_app;


--
-- Name: TABLE replay_change; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.replay_change TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.replay_change TO integraci_app;


--
-- Name: TABLE secret; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.secret TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.secret TO integraci_app;


--
-- Name: COLUMN secret.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(version) ON TABLE app.secret TO integraci_app;


--
-- Name: COLUMN secret.value_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(value_id) ON TABLE app.secret TO integraci_app;


--
-- Name: COLUMN secret.rotated_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(rotated_at) ON TABLE app.secret TO integraci_app;


--
-- Name: TABLE secret_version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.secret_version TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.secret_version TO integraci_app;


--
-- Name: COLUMN secret_version.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.secret_version TO integraci_sweeper;


--
-- Name: COLUMN secret_version.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.secret_version TO integraci_app;
GRANT SELECT(state) ON TABLE app.secret_version TO integraci_sweeper;


--
-- Name: COLUMN secret_version.request_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(request_hash) ON TABLE app.secret_version TO integraci_app;


--
-- Name: COLUMN secret_version.changed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(changed_at) ON TABLE app.secret_version TO integraci_app;
GRANT SELECT(changed_at) ON TABLE app.secret_version TO integraci_sweeper;


--
-- Name: TABLE service_account; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.service_account TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.service_account TO integraci_app;


--
-- Name: COLUMN service_account.rotated_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(rotated_at) ON TABLE app.service_account TO integraci_app;


--
-- Name: COLUMN service_account.last_used_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(last_used_at) ON TABLE app.service_account TO integraci_app;


--
-- Name: TABLE shadow; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.shadow TO integraci_backup;
GRANT SELECT ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.shadow TO integraci_sweeper;
GRANT INSERT(tenant_id) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.shadow_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(shadow_id) ON TABLE app.shadow TO integraci_sweeper;
GRANT INSERT(shadow_id) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.bundle_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(bundle_id) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.kind; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(kind) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.since; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(since) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.seen; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(seen),UPDATE(seen) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.unchanged; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(unchanged) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.to_deny; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(to_deny) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.to_allow; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(to_allow) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.undecided; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(undecided) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.started_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(started_by) ON TABLE app.shadow TO integraci_app;


--
-- Name: COLUMN shadow.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(ended_at) ON TABLE app.shadow TO integraci_sweeper;
GRANT UPDATE(ended_at) ON TABLE app.shadow TO integraci_app;


--
-- Name: TABLE shadow_change; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.shadow_change TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.shadow_change TO integraci_app;


--
-- Name: TABLE slug_reservation; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.slug_reservation TO integraci_backup;
GRANT DELETE ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: COLUMN slug_reservation.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id),INSERT(tenant_id) ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: COLUMN slug_reservation.slug; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(slug),INSERT(slug) ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: COLUMN slug_reservation.key_hash; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(key_hash),INSERT(key_hash) ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: COLUMN slug_reservation.fingerprint; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(fingerprint),INSERT(fingerprint) ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: COLUMN slug_reservation.reserved_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(reserved_at),UPDATE(reserved_at) ON TABLE app.slug_reservation TO integraci_front_owner;


--
-- Name: TABLE trusted_key; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.trusted_key TO integraci_backup;
GRANT SELECT ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.trusted_key_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(trusted_key_id) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.name; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(name) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.public_key; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(public_key) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.fingerprint; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(fingerprint) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.bundles; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(bundles) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.evidence; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(evidence) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.voucher; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(voucher) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.added_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(added_by) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.removed_by; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(removed_by) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: COLUMN trusted_key.removed_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(removed_at) ON TABLE app.trusted_key TO integraci_app;


--
-- Name: TABLE webhook; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.webhook TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.webhook TO integraci_overview;


--
-- Name: COLUMN webhook.url; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(url) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.description; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(description) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.actions; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(actions) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.webhook TO integraci_app;
GRANT SELECT(state) ON TABLE app.webhook TO integraci_overview;


--
-- Name: COLUMN webhook.reason; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(reason) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.key_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(key_id) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.former_key_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(former_key_id) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.former_until; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(former_until) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.failures; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(failures) ON TABLE app.webhook TO integraci_app;
GRANT SELECT(failures) ON TABLE app.webhook TO integraci_overview;


--
-- Name: COLUMN webhook.failing_since; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(failing_since) ON TABLE app.webhook TO integraci_app;


--
-- Name: COLUMN webhook.not_before; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(not_before) ON TABLE app.webhook TO integraci_app;


--
-- Name: TABLE webhook_attempt; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.webhook_attempt TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.webhook_attempt TO integraci_app;


--
-- Name: COLUMN webhook_attempt.outcome; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(outcome) ON TABLE app.webhook_attempt TO integraci_app;


--
-- Name: COLUMN webhook_attempt.status; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(status) ON TABLE app.webhook_attempt TO integraci_app;


--
-- Name: COLUMN webhook_attempt.error; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(error) ON TABLE app.webhook_attempt TO integraci_app;


--
-- Name: COLUMN webhook_attempt.millis; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(millis) ON TABLE app.webhook_attempt TO integraci_app;


--
-- Name: TABLE webhook_delivery; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.webhook_delivery TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.webhook_delivery TO integraci_app;


--
-- Name: COLUMN webhook_delivery.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.webhook_delivery TO integraci_events;


--
-- Name: COLUMN webhook_delivery.delivery_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(delivery_id) ON TABLE app.webhook_delivery TO integraci_events;


--
-- Name: COLUMN webhook_delivery.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.webhook_delivery TO integraci_app;


--
-- Name: COLUMN webhook_delivery.tries; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(tries) ON TABLE app.webhook_delivery TO integraci_app;


--
-- Name: COLUMN webhook_delivery.attempts; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(attempts) ON TABLE app.webhook_delivery TO integraci_app;


--
-- Name: COLUMN webhook_delivery.due_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(due_at) ON TABLE app.webhook_delivery TO integraci_app;
GRANT SELECT(due_at),UPDATE(due_at) ON TABLE app.webhook_delivery TO integraci_events;


--
-- Name: COLUMN webhook_delivery.lease_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(lease_id) ON TABLE app.webhook_delivery TO integraci_app;
GRANT UPDATE(lease_id) ON TABLE app.webhook_delivery TO integraci_events;


--
-- Name: COLUMN webhook_delivery.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_at) ON TABLE app.webhook_delivery TO integraci_app;


--
-- Name: TABLE workflow_signal; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.workflow_signal TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.workflow_signal TO integraci_app;


--
-- Name: COLUMN workflow_signal.taken_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(taken_at) ON TABLE app.workflow_signal TO integraci_app;


--
-- Name: TABLE workflow_step; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.workflow_step TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.workflow_step TO integraci_app;


--
-- Name: COLUMN workflow_step.outcome; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(outcome) ON TABLE app.workflow_step TO integraci_app;


--
-- Name: COLUMN workflow_step.error; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(error) ON TABLE app.workflow_step TO integraci_app;


--
-- Name: COLUMN workflow_step.result; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(result) ON TABLE app.workflow_step TO integraci_app;


--
-- Name: COLUMN workflow_step.ended_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(ended_at) ON TABLE app.workflow_step TO integraci_app;


--
-- PostgreSQL database dump complete
--


