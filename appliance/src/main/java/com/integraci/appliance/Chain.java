package com.integraci.appliance;

import com.integraci.appliance.audit.AuditErasure;
import com.integraci.appliance.audit.AuditKeyRotation;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditRoutes;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Policy;

/** What people do with the audit log: read and export it, erase details, ask for another key. */
record Chain(AuditTrail trail, AuditErasure erasure, AuditKeyRotation rotation) {

  static Chain of(Database database, Policy policy, AuditLog audit, StatementSigner signer) {
    return new Chain(
        new AuditTrail(database, policy, audit, signer),
        new AuditErasure(database, policy, audit),
        new AuditKeyRotation(database, policy, audit, signer));
  }

  Routes routes() {
    return AuditRoutes.of(trail, erasure, rotation);
  }
}
