package com.integraci.tests.bench;

import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditEntry;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.ChainHash;
import com.integraci.bundles.audit.SignedStatement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast a chain is verified, against SHA-256 over the same bytes in one go. */
@Tag("bench")
class ChainBench {

  private static final int ENTRIES = 20_000;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final double FLOOR = 0.5;

  /** Domain prefix, tenant, sequence and previous hash: hashed with each entry. */
  private static final int PREFIX = 24 + 16 + 8 + 32;

  private static final String CHAIN = "chain, verified";
  private static final String RAW = "raw SHA-256";
  private static final String FILE = "export, verified";
  private static final UUID TENANT = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  private final List<byte[]> bodies = new ArrayList<>();
  private final List<ChainHash> hashes = new ArrayList<>();

  @Test
  void chain_verification_against_raw_hashing() throws GeneralSecurityException, IOException {
    for (int i = 0; i < ENTRIES; i++) {
      bodies.add(body(i));
    }
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] file = export(pair);
    int hashed = bodies.stream().mapToInt(body -> PREFIX + body.length).sum();
    byte[] same = new byte[hashed];
    var verifier = new AuditVerifier(List.of(key(pair)));
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(CHAIN, this::chain);
    variants.put(RAW, () -> MessageDigest.getInstance("SHA-256").digest(same));
    variants.put(FILE, () -> intact(verifier.verify(new ByteArrayInputStream(file))));
    var measured = Interleaved.measure(variants, 1, SLICE, ROUNDS);
    double mebibytes = hashed / 1048576.0;
    String rates =
        "%.0f MiB/s, %.0f MiB/s; entries of %d bytes, hashed with %d of their place"
            .formatted(
                measured.median(CHAIN) * mebibytes,
                measured.median(RAW) * mebibytes,
                bodies.getFirst().length,
                PREFIX);
    new Figures("Verification of a chain")
        .ratio(CHAIN + " / " + RAW + ", parsing apart", measured.ratio(CHAIN, RAW), FLOOR, rates)
        .figure(
            FILE + " / " + RAW,
            "%.2f".formatted(measured.ratio(FILE, RAW)),
            "%.0f entries/s, with reading the file".formatted(measured.median(FILE) * ENTRIES))
        .write();
  }

  /** What the verifier does with an entry once it is read. */
  private void chain() {
    AuditChain chain = AuditChain.begin(TENANT);
    for (int i = 0; i < ENTRIES; i++) {
      if (!chain.append(bodies.get(i)).hash().equals(hashes.get(i))) {
        throw new IllegalStateException("entry " + i + " does not hold");
      }
    }
  }

  private static void intact(AuditVerdict verdict) {
    if (!(verdict instanceof AuditVerdict.Intact)) {
      throw new IllegalStateException(verdict.toString());
    }
  }

  private byte[] export(KeyPair pair) throws GeneralSecurityException, IOException {
    var out = new ByteArrayOutputStream();
    AuditChain chain = AuditChain.begin(TENANT);
    var export = new AuditExport(out, TENANT, 1, chain.head());
    for (byte[] body : bodies) {
      AuditChain.Link link = chain.append(body);
      hashes.add(link.hash());
      export.entry(link, body);
    }
    byte[] statement = export.statement(Instant.now(), key(pair).id()).bytes();
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(AuditStatement.signingInput(statement));
    export.end(new SignedStatement(statement, signer.sign()));
    return out.toByteArray();
  }

  private static AuditKey key(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return AuditKey.ofRaw(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static byte[] body(int number) {
    UUID id = new UUID(number, number);
    return new AuditEntry(
            TENANT,
            id,
            Instant.EPOCH.plusSeconds(number),
            new AuditEntry.Actor(AuditEntry.Actor.Kind.MEMBER, TENANT),
            "secret.put",
            new AuditEntry.Resource("secret", id),
            AuditEntry.Outcome.DONE,
            Optional.of("owner"),
            Optional.of(id),
            Optional.empty(),
            Map.of(),
            Optional.empty())
        .bytes();
  }
}
