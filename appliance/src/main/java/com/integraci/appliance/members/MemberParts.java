package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.workflow.Workflows;

/** What the verbs on members work with. */
public record MemberParts(
    Database database, Policy policy, AuditLog audit, Workflows workflows, Keycloak keycloak) {}
