package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.workflow.Workflows;

/** What it takes to begin a tenant: its rows, its entries and the workflow that makes the rest. */
public record TenancyParts(
    Database database,
    Policy policy,
    AuditLog audit,
    Workflows workflows,
    Provisioning provisioning) {}
