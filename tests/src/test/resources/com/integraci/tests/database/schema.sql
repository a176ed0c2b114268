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

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_entry; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.audit_entry (
    tenant_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT audit_entry_body_check CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 4096)))
);

ALTER TABLE ONLY app.audit_entry FORCE ROW LEVEL SECURITY;


ALTER TABLE app.audit_entry OWNER TO integraci_migrator;

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
-- Name: member; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.member (
    tenant_id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT member_check CHECK (((role <> 'operator'::text) OR (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid))),
    CONSTRAINT member_kind_check CHECK ((kind = ANY (ARRAY['member'::text, 'service'::text]))),
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'maintainer'::text, 'developer'::text, 'auditor'::text, 'viewer'::text, 'operator'::text])))
);

ALTER TABLE ONLY app.member FORCE ROW LEVEL SECURITY;


ALTER TABLE app.member OWNER TO integraci_migrator;

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
    CONSTRAINT tenant_organisation_check CHECK (((length(organisation) >= 1) AND (length(organisation) <= 200))),
    CONSTRAINT tenant_plan_check CHECK ((plan = ANY (ARRAY['team'::text, 'enterprise'::text, 'appliance'::text]))),
    CONSTRAINT tenant_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'::text)),
    CONSTRAINT tenant_state_check CHECK ((state = ANY (ARRAY['provisioning'::text, 'active'::text, 'failed'::text])))
);

ALTER TABLE ONLY app.tenant FORCE ROW LEVEL SECURITY;


ALTER TABLE app.tenant OWNER TO integraci_migrator;

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
    CONSTRAINT workflow_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT workflow_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT workflow_check CHECK (((state = 'running'::text) = (due_at IS NOT NULL))),
    CONSTRAINT workflow_check1 CHECK (((state = ANY (ARRAY['succeeded'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT workflow_definition_check CHECK ((definition ~ '^[a-z]+([.-][a-z]+){0,3}$'::text)),
    CONSTRAINT workflow_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT workflow_payload_check CHECK (((payload IS JSON OBJECT) AND (octet_length(payload) <= 16384))),
    CONSTRAINT workflow_state_check CHECK ((state = ANY (ARRAY['running'::text, 'stuck'::text, 'succeeded'::text, 'failed'::text]))),
    CONSTRAINT workflow_step_check CHECK ((step ~ '^[a-z-]{1,32}$'::text)),
    CONSTRAINT workflow_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.workflow FORCE ROW LEVEL SECURITY;


ALTER TABLE app.workflow OWNER TO integraci_migrator;

--
-- Name: workflow_step; Type: TABLE; Schema: app; Owner: integraci_migrator
--

CREATE TABLE app.workflow_step (
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    number integer NOT NULL,
    step text NOT NULL,
    undoing boolean NOT NULL,
    outcome text DEFAULT 'open'::text NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    result text DEFAULT '{}'::text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT workflow_step_check1 CHECK (((outcome = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT workflow_step_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT workflow_step_number_check CHECK ((number > 0)),
    CONSTRAINT workflow_step_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'done'::text, 'failed'::text, 'lost'::text]))),
    CONSTRAINT workflow_step_result_check CHECK (((result IS JSON OBJECT) AND (octet_length(result) <= 16384))),
    CONSTRAINT workflow_step_step_check CHECK ((step ~ '^[a-z-]{1,32}$'::text))
);

ALTER TABLE ONLY app.workflow_step FORCE ROW LEVEL SECURITY;


ALTER TABLE app.workflow_step OWNER TO integraci_migrator;

--
-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, entry_id);


--
-- Name: layer layer_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.layer
    ADD CONSTRAINT layer_pkey PRIMARY KEY (tenant_id, layer);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (tenant_id, member_id);


--
-- Name: tenant tenant_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (tenant_id);


--
-- Name: workflow workflow_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow
    ADD CONSTRAINT workflow_pkey PRIMARY KEY (tenant_id, workflow_id);


--
-- Name: workflow_step workflow_step_pkey; Type: CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.workflow_step
    ADD CONSTRAINT workflow_step_pkey PRIMARY KEY (tenant_id, workflow_id, number);


--
-- Name: workflow_due; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_due ON app.workflow USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: workflow_listed; Type: INDEX; Schema: app; Owner: integraci_migrator
--

CREATE INDEX workflow_listed ON app.workflow USING btree (tenant_id, changed_at);


--
-- Name: audit_entry audit_entry_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.audit_entry
    ADD CONSTRAINT audit_entry_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: layer layer_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.layer
    ADD CONSTRAINT layer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


--
-- Name: member member_tenant_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: integraci_migrator
--

ALTER TABLE ONLY app.member
    ADD CONSTRAINT member_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(tenant_id);


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
-- Name: audit_entry; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.audit_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: workflow claim_seen; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_seen ON app.workflow FOR SELECT TO integraci_workflow USING ((due_at IS NOT NULL));


--
-- Name: workflow claim_taken; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY claim_taken ON app.workflow FOR UPDATE TO integraci_workflow USING ((due_at IS NOT NULL)) WITH CHECK ((due_at IS NOT NULL));


--
-- Name: layer; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.layer ENABLE ROW LEVEL SECURITY;

--
-- Name: member; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.member ENABLE ROW LEVEL SECURITY;

--
-- Name: layer overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.layer FOR SELECT TO integraci_overview USING (true);


--
-- Name: tenant overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.tenant FOR SELECT TO integraci_overview USING (true);


--
-- Name: workflow overview; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY overview ON app.workflow FOR SELECT TO integraci_overview USING (true);


--
-- Name: tenant; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.tenant ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_entry tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.audit_entry USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: layer tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.layer USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: member tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.member USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: tenant tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.workflow USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow_step tenant_wall; Type: POLICY; Schema: app; Owner: integraci_migrator
--

CREATE POLICY tenant_wall ON app.workflow_step USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: workflow; Type: ROW SECURITY; Schema: app; Owner: integraci_migrator
--

ALTER TABLE app.workflow ENABLE ROW LEVEL SECURITY;

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


--
-- Name: SCHEMA front; Type: ACL; Schema: -; Owner: integraci_migrator
--

GRANT USAGE ON SCHEMA front TO integraci_front;
GRANT USAGE ON SCHEMA front TO integraci_backup;


--
-- Name: TABLE audit_entry; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.audit_entry TO integraci_backup;
GRANT SELECT ON TABLE app.audit_entry TO integraci_app;


--
-- Name: COLUMN audit_entry.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(tenant_id) ON TABLE app.audit_entry TO integraci_app;


--
-- Name: COLUMN audit_entry.entry_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(entry_id) ON TABLE app.audit_entry TO integraci_app;


--
-- Name: COLUMN audit_entry.body; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT INSERT(body) ON TABLE app.audit_entry TO integraci_app;


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
-- Name: TABLE member; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.member TO integraci_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.member TO integraci_app;


--
-- Name: COLUMN member.role; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(role) ON TABLE app.member TO integraci_app;


--
-- Name: TABLE tenant; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT ON TABLE app.tenant TO integraci_backup;
GRANT SELECT,INSERT ON TABLE app.tenant TO integraci_app;


--
-- Name: COLUMN tenant.tenant_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(tenant_id) ON TABLE app.tenant TO integraci_overview;


--
-- Name: COLUMN tenant.slug; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(slug) ON TABLE app.tenant TO integraci_overview;


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


--
-- Name: COLUMN tenant.created_at; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(created_at) ON TABLE app.tenant TO integraci_overview;


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


--
-- Name: COLUMN workflow.workflow_id; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(workflow_id) ON TABLE app.workflow TO integraci_workflow;
GRANT SELECT(workflow_id) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.definition; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(definition) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.version; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT SELECT(version) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.state; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(state) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(state) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.undoing; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(undoing) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(undoing) ON TABLE app.workflow TO integraci_overview;


--
-- Name: COLUMN workflow.step; Type: ACL; Schema: app; Owner: integraci_migrator
--

GRANT UPDATE(step) ON TABLE app.workflow TO integraci_app;
GRANT SELECT(step) ON TABLE app.workflow TO integraci_overview;


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
GRANT UPDATE(lease_id) ON TABLE app.workflow TO integraci_workflow;


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


