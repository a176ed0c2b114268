package com.integraci.bundles.audit;

import com.integraci.bundles.audit.AuditEntry.Actor;
import com.integraci.bundles.audit.AuditEntry.Outcome;
import com.integraci.bundles.audit.AuditEntry.Resource;
import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.NewKey;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes true exports for tests, with a key of its own. */
final class ExportFile {
  static final UUID TENANT = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

  private final KeyPair pair;

  ExportFile() throws GeneralSecurityException {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  AuditKey key() {
    byte[] encoded = pair.getPublic().getEncoded();
    return AuditKey.ofRaw(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  SignedStatement sign(AuditStatement statement) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(AuditStatement.signingInput(statement.bytes()));
      return new SignedStatement(statement.bytes(), signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SignedStatement successor(AuditKey next) {
    return sign(new NewKey(next, TIME, key().id()));
  }

  /** Entries 1 to {@code entries}, with a checkpoint after each {@code every} of them. */
  byte[] write(int entries, int every) throws IOException {
    var out = new ByteArrayOutputStream();
    var export = new AuditExport(out, TENANT, 1, AuditChain.genesis(TENANT));
    AuditChain chain = AuditChain.begin(TENANT);
    for (int i = 1; i <= entries; i++) {
      byte[] entry = entry(i);
      export.entry(chain.append(entry), entry);
      if (i % every == 0) {
        var segment = new Segment(TENANT, 1, i, chain.head());
        export.checkpoint(sign(new Checkpoint(segment, TIME, key().id())));
      }
    }
    export.end(sign(export.statement(TIME, key().id())));
    return out.toByteArray();
  }

  static byte[] entry(long number) {
    return new AuditEntry(
            TENANT,
            new UUID(0x018f_0000_0000_7000L, 0x8000_0000_0000_0000L + number),
            TIME.plusMillis(number),
            new Actor(Actor.Kind.MEMBER, TENANT),
            "secret.rotate",
            new Resource("secret", TENANT),
            Outcome.DONE,
            Optional.of("admin"),
            Optional.empty(),
            Optional.empty(),
            Map.of("version", new Whole(number)),
            Optional.empty())
        .bytes();
  }
}
