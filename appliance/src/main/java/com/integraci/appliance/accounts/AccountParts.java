package com.integraci.appliance.accounts;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.workflow.Workflows;

/** What it takes to change a service account: its rows, its entries and its client. */
public record AccountParts(
    Database database, Policy policy, AuditLog audit, Workflows workflows, Keycloak keycloak) {}
