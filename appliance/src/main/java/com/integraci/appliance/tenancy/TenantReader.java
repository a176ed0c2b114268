package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.workflow.StepRun;

/** What steps know of their tenant; read anew in each attempt, never kept in the journal. */
record TenantReader(Database database) {

  TenantReader {
    database = database.system();
  }

  Tenant of(StepRun run) {
    return database
        .inTenant(run.tenant(), tx -> TenantStore.find(tx, run.tenant()))
        .orElseThrow(() -> new IllegalStateException("no tenant " + run.tenant()));
  }
}
