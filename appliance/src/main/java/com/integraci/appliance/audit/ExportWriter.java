package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.ChainHash;
import com.integraci.bundles.audit.SignedStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Writes a chain as one file, a stretch at a time: entries don't change, so there is no need for
 * one long transaction, which the role's limit would end.
 */
final class ExportWriter {

  private static final int STRETCH = 500;

  private final Database database;
  private final AuditKeys keys;
  private final ReadStore store = new ReadStore();
  private final CheckpointStore checkpoints = new CheckpointStore();

  ExportWriter(Database database, AuditKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** The whole chain up to the entry {@code last}. */
  void write(TenantId tenant, long last, OutputStream out) throws IOException {
    write(tenant, 1, last, out);
  }

  /** The chain from an entry up to another. */
  void write(TenantId tenant, long first, long last, OutputStream out) throws IOException {
    var export = new AuditExport(out, tenant.value(), first, before(tenant, first));
    for (SignedStatement key : keys.statements(AuditExport.KEYS_MAX)) {
      export.key(key);
    }
    for (long next = first; next <= last; next += STRETCH) {
      stretch(tenant, next, Math.min(last, next + STRETCH - 1), export);
    }
    export.end(keys.sign(key -> export.statement(Instant.now(), key.id())));
  }

  private ChainHash before(TenantId tenant, long first) {
    return first == 1
        ? AuditChain.genesis(tenant.value())
        : database.inTenant(tenant, tx -> store.hash(tx, tenant, first - 1).orElseThrow());
  }

  private record Stretch(
      List<ReadStore.Linked> entries, List<CheckpointStore.Checkpoint> checkpoints) {}

  private void stretch(TenantId tenant, long first, long last, AuditExport export)
      throws IOException {
    Stretch stretch =
        database.inTenant(
            tenant,
            tx ->
                new Stretch(
                    store.segment(tx, tenant, first, last),
                    checkpoints.between(tx, tenant, first, last)));
    var signed = stretch.checkpoints().iterator();
    var next = signed.hasNext() ? signed.next() : null;
    for (ReadStore.Linked entry : stretch.entries()) {
      export.entry(entry.link(), entry.body());
      if (next != null && next.sequence() == entry.link().sequence()) {
        export.checkpoint(next.signed());
        next = signed.hasNext() ? signed.next() : null;
      }
    }
  }
}
