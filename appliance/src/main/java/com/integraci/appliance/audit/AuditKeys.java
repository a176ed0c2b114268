package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.SignedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** The site's audit key and its former versions. */
final class AuditKeys {

  private final Database database;
  private final Policy policy;
  private final AuditLog log;
  private final StatementSigner signer;
  private final CheckpointStore store = new CheckpointStore();

  AuditKeys(Database database, Policy policy, AuditLog log, StatementSigner signer) {
    this.database = database;
    this.policy = policy;
    this.log = log;
    this.signer = signer;
  }

  /** All versions in PEM, the one that signs first. */
  String pem() {
    var pem = new StringBuilder();
    signer.publicKeys().reversed().values().forEach(raw -> pem.append(AuditKey.ofRaw(raw).pem()));
    return pem.toString();
  }

  /** All versions. */
  List<AuditKey> all() {
    return signer.publicKeys().values().stream().map(AuditKey::ofRaw).toList();
  }

  /** Signs, with the newest version, the statement made for that key's id. */
  SignedStatement sign(Function<AuditKey, AuditStatement> statement) {
    var newest = signer.publicKeys().lastEntry();
    return sign(newest.getKey(), statement.apply(AuditKey.ofRaw(newest.getValue())));
  }

  /**
   * Records versions that came since the last time: each is signed by the one before. May be
   * repeated at any time; killed in between, the rest is done by the next run.
   */
  void record() {
    SortedMap<Integer, byte[]> keys = signer.publicKeys();
    List<Integer> known = database.inTenant(TenantId.APPLIANCE, store::keyVersions);
    keys.forEach(
        (version, raw) -> {
          if (!known.contains(version)) {
            add(keys, version, raw);
          }
        });
  }

  /** The statements of new keys that an export carries. */
  List<SignedStatement> statements(int max) {
    return database.inTenant(TenantId.APPLIANCE, tx -> store.keyStatements(tx, max));
  }

  private void add(SortedMap<Integer, byte[]> keys, int version, byte[] raw) {
    Permit permit =
        policy.system(
            TenantId.APPLIANCE,
            UuidV7.next(),
            Action.AUDIT_RECORD,
            Resource.tenant(TenantId.APPLIANCE));
    if (version == 1) {
      database.inTenant(
          TenantId.APPLIANCE,
          tx -> {
            store.addFirstKey(tx, permit, raw);
            return version;
          });
      return;
    }
    AuditKey former = AuditKey.ofRaw(keys.get(version - 1));
    SignedStatement signed =
        sign(
            version - 1,
            new AuditStatement.NewKey(AuditKey.ofRaw(raw), Instant.now(), former.id()));
    database.inTenant(
        TenantId.APPLIANCE,
        tx -> {
          if (store.addKey(tx, permit, version, raw, signed)) {
            log.append(tx, permit, recorded(version, raw));
          }
          return version;
        });
  }

  private static AuditEvent recorded(int version, byte[] raw) {
    return AuditEvent.done(Resource.tenant(TenantId.APPLIANCE))
        .with(Map.of("version", Integer.toString(version), "key", AuditKey.ofRaw(raw).id().hex()));
  }

  private SignedStatement sign(int version, AuditStatement statement) {
    byte[] bytes = statement.bytes();
    return new SignedStatement(bytes, signer.sign(version, AuditStatement.signingInput(bytes)));
  }
}
