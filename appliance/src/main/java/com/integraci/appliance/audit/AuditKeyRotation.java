package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a new version of the site's audit key, vouched for by the former's signature, so that who
 * trusts the first key follows. Asking is an entry before anything is done; the recorded key is one
 * that commits with the former's statement. Killed in between, the next checkpoint or export
 * records what is missing, and nothing is signed with the new version before that.
 */
public final class AuditKeyRotation {

  /** An export carries a statement for each version but the first. */
  private static final int VERSIONS_MAX = AuditExport.KEYS_MAX + 1;

  private final Database database;
  private final Policy policy;
  private final AuditLog log;
  private final StatementSigner signer;
  private final AuditKeys keys;

  public AuditKeyRotation(Database database, Policy policy, AuditLog log, StatementSigner signer) {
    this.database = database;
    this.policy = policy;
    this.log = log;
    this.signer = signer;
    this.keys = new AuditKeys(database, policy, log, signer);
  }

  /**
   * The version that signs now.
   *
   * @param id of the key, as statements name it
   */
  public record Rotated(int version, String id) {}

  /**
   * Rotates the key.
   *
   * @throws com.integraci.appliance.failure.Denied when the caller is not an operator
   * @throws Conflict when there are as many versions as an export can carry
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao does not answer
   */
  public Rotated run(Caller caller) {
    Permit permit = policy.authorize(caller, Action.AUDIT_ROTATE, Resource.tenant(caller.tenant()));
    // What an earlier rotation left undone comes first: each version is signed by the one before.
    keys.record();
    int former = signer.publicKeys().lastKey();
    if (former >= VERSIONS_MAX) {
      throw new Conflict("The audit key was rotated as often as an export can carry.");
    }
    append(permit, former, AuditEvent.Outcome.DONE);
    try {
      int version = signer.rotate();
      keys.record();
      return new Rotated(version, AuditKey.ofRaw(signer.publicKeys().get(version)).id().hex());
    } catch (RuntimeException e) {
      noteFailure(permit, former, e);
      throw e;
    }
  }

  /** What stopped the rotation is what the operator has to know, even if this fails as well. */
  private void noteFailure(Permit permit, int former, RuntimeException cause) {
    try {
      append(permit, former, AuditEvent.Outcome.FAILED);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void append(Permit permit, int former, AuditEvent.Outcome outcome) {
    var facts = new TreeMap<>(Map.of("former", Integer.toString(former)));
    var event = new AuditEvent(permit.resource(), outcome, facts, new TreeMap<>());
    database.inTenant(
        permit.tenant(),
        tx -> {
          log.append(tx, permit, event);
          return permit;
        });
  }
}
