package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.audit.SignedStatement;
import java.util.List;

/** Rows of {@code audit_checkpoint} and {@code audit_key}. */
final class CheckpointStore {

  private static final String INSERT =
      """
      insert into app.audit_checkpoint (tenant_id, sequence, statement, signature)
      values (?, ?, ?, ?)
      on conflict (tenant_id, sequence) do nothing
      """;

  private static final String BETWEEN =
      """
      select sequence, statement, signature from app.audit_checkpoint
      where tenant_id = ? and sequence between ? and ?
      order by sequence
      """;

  private static final String KEYS =
      """
      select version from app.audit_key where tenant_id = ? order by version limit 1000
      """;

  private static final String STATEMENTS =
      """
      select statement, signature from app.audit_key
      where tenant_id = ? and version > 1 order by version desc limit ?
      """;

  private static final String ADD_FIRST_KEY =
      """
      insert into app.audit_key (tenant_id, version, public_key) values (?, 1, ?)
      on conflict (tenant_id, version) do nothing
      """;

  private static final String ADD_KEY =
      """
      insert into app.audit_key (tenant_id, version, public_key, statement, signature)
      values (?, ?, ?, ?, ?)
      on conflict (tenant_id, version) do nothing
      """;

  /** A checkpoint and the entry that it stands after. */
  record Checkpoint(long sequence, SignedStatement signed) {}

  void add(Tx tx, Permit permit, long sequence, SignedStatement checkpoint) {
    tx.execute(INSERT, permit.tenant(), sequence, checkpoint.statement(), checkpoint.signature());
  }

  /** Those between two sequences, both included; the caller bounds the span. */
  List<Checkpoint> between(Tx tx, TenantId tenant, long first, long last) {
    return tx.query(
        BETWEEN,
        row ->
            new Checkpoint(
                row.number("sequence"),
                new SignedStatement(row.bytes("statement"), row.bytes("signature"))),
        tenant,
        first,
        last);
  }

  /** The versions of the audit key that are recorded. */
  List<Integer> keyVersions(Tx tx) {
    return tx.query(KEYS, row -> (int) row.number("version"), TenantId.APPLIANCE);
  }

  /** The newest statements of new keys, the oldest of them first. */
  List<SignedStatement> keyStatements(Tx tx, int max) {
    return tx.query(
            STATEMENTS,
            row -> new SignedStatement(row.bytes("statement"), row.bytes("signature")),
            TenantId.APPLIANCE,
            max)
        .reversed();
  }

  void addFirstKey(Tx tx, Permit permit, byte[] publicKey) {
    tx.execute(ADD_FIRST_KEY, permit.tenant(), publicKey);
  }

  /** Says whether it was not there yet. */
  boolean addKey(Tx tx, Permit permit, int version, byte[] publicKey, SignedStatement signed) {
    return tx.execute(
            ADD_KEY, permit.tenant(), version, publicKey, signed.statement(), signed.signature())
        > 0;
  }
}
