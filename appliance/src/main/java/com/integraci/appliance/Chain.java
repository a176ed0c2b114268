package com.integraci.appliance;

import com.integraci.appliance.audit.AuditErasure;
import com.integraci.appliance.audit.AuditKeyRotation;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditRoutes;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.Checkpoints;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.appliance.policy.Policy;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The audit log: what people do with it, which is to read and export it, erase details and ask for
 * another key, and the work that links its entries and signs how far the chains are.
 */
record Chain(Parts parts, AuditTrail trail, AuditErasure erasure, AuditKeyRotation rotation) {

  private static final Duration CHECKPOINTS = Duration.ofMinutes(1);

  /** What it works with. */
  record Parts(Database database, Policy policy, AuditLog audit, StatementSigner signer) {

    Parts(Database database, Policy policy, AuditLog audit, AuditSigner key) {
      this(database, policy, audit, StatementSigner.of(key));
    }
  }

  static Chain of(Parts parts) {
    return new Chain(
        parts,
        new AuditTrail(parts.database(), parts.policy(), parts.audit(), parts.signer()),
        new AuditErasure(parts.database(), parts.policy(), parts.audit()),
        new AuditKeyRotation(parts.database(), parts.policy(), parts.audit(), parts.signer()));
  }

  Routes routes() {
    return AuditRoutes.of(trail, erasure, rotation);
  }

  /**
   * Starts the work.
   *
   * @param own a pool of the sealer's own: requests that take all connections must not delay seals
   * @param sealed is told of whose entries were linked
   */
  Sealer start(Opened opened, JobDatabase claims, Database own, Consumer<TenantId> sealed) {
    var sealer = opened.keep(Sealer.start(own, claims, parts.policy(), sealed));
    opened.keep(
        Checkpoints.of(parts.database(), claims, parts.policy(), parts.audit(), parts.signer())
            .every(CHECKPOINTS));
    return sealer;
  }
}
