package com.integraci.bundles.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Starter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSignatureTest {

  private static final SigningKey.Pair OURS = SigningKey.fresh();
  private static final SigningKey.Pair THEIRS = SigningKey.fresh();

  @TempDir private Path parent;
  private Path folder;
  private PolicyBundle bundle;

  @BeforeEach
  void write() throws IOException {
    folder = parent.resolve("bundle");
    Starter.write(folder, "acme-gate", LocalDate.of(2026, 12, 1));
    bundle = PolicyBundle.read(folder);
  }

  @Test
  void one_trusted_key_is_enough_and_is_named() {
    var envelope = BundleSignature.sign(bundle, OURS.signing()::sign);
    var keys = List.of(THEIRS.trusted(), OURS.trusted());
    assertEquals(OURS.trusted().id(), BundleSignature.signer(bundle, envelope, keys).id());
  }

  @Test
  void a_foreign_key_and_no_key_do_not_count() {
    var envelope = BundleSignature.sign(bundle, THEIRS.signing()::sign);
    assertTrue(refused(bundle, envelope, OURS.trusted()).contains("by a trusted key"));
    assertTrue(refused(bundle, envelope).contains("No key is trusted"));
  }

  @Test
  void what_was_changed_after_it_was_signed_is_told_from_another_version() throws IOException {
    var envelope = BundleSignature.sign(bundle, OURS.signing()::sign);
    Files.writeString(folder.resolve("data.json"), "{\"tests\": {\"least\": 0}}");
    var changed = refused(PolicyBundle.read(folder), envelope, OURS.trusted());
    assertTrue(changed.contains("changed after it was signed"), changed);

    var manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"0.1.0\"", "\"0.2.0\""));
    var other = refused(PolicyBundle.read(folder), envelope, OURS.trusted());
    assertTrue(other.contains("one of acme-gate 0.1.0, and this is acme-gate 0.2.0"), other);
  }

  @Test
  void a_signature_of_something_else_is_none_of_a_bundle() {
    var wrong = "{\"format\":1}".getBytes(UTF_8);
    var strange = Envelope.seal(BundleSignature.PAYLOAD_TYPE, wrong, OURS.signing()::sign);
    assertTrue(refused(bundle, strange, OURS.trusted()).contains("no bundle"));
    var spaced =
        new String(BundleStatement.of(bundle).bytes(), UTF_8).replace(":", ": ").getBytes(UTF_8);
    var loose = Envelope.seal(BundleSignature.PAYLOAD_TYPE, spaced, OURS.signing()::sign);
    assertTrue(refused(bundle, loose, OURS.trusted()).contains("no bundle"));
    var other =
        Envelope.seal("text/plain", BundleStatement.of(bundle).bytes(), OURS.signing()::sign);
    assertTrue(refused(bundle, other, OURS.trusted()).contains("payload's type"));
    assertTrue(refused(bundle, "{".getBytes(UTF_8), OURS.trusted()).contains("not JSON"));
    assertTrue(refused(bundle, new byte[(1 << 14) + 1], OURS.trusted()).contains("larger"));
    var unsigned = "{\"payloadType\":\"" + BundleSignature.PAYLOAD_TYPE + "\",\"signatures\":[]}";
    assertTrue(refused(bundle, unsigned.getBytes(UTF_8), OURS.trusted()).contains("not signed"));
  }

  @Test
  void its_file_in_the_folder_is_no_part_of_the_bundle_and_nowhere_else_let_in()
      throws IOException {
    var file = folder.resolve(PolicyBundle.SIGNATURE);
    Files.write(file, BundleSignature.sign(bundle, OURS.signing()::sign));
    assertEquals(bundle.digest(), PolicyBundle.read(folder).digest());
    assertFalse(PolicyBundle.read(folder).files().containsKey(PolicyBundle.SIGNATURE));
    var refused =
        assertThrows(
            BundleRefused.class, () -> PolicyBundle.of(Map.of(PolicyBundle.SIGNATURE, "{}")));
    assertTrue(refused.getMessage().contains("signature.json: A bundle has"), refused.getMessage());
    Files.copy(file, folder.resolve("rules/signature.json"));
    assertThrows(BundleRefused.class, () -> PolicyBundle.read(folder));
  }

  @Test
  void keys_of_every_kind_that_is_trusted_can_sign() throws GeneralSecurityException {
    for (String curve : List.of("secp256r1", "secp384r1")) {
      var pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec(curve));
      var pair = pairs.generateKeyPair();
      var signing = SigningKey.ofPem(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      var trusted = TrustedKey.ofEncoded(pair.getPublic().getEncoded());
      var envelope = BundleSignature.sign(bundle, signing::sign);
      BundleSignature.signer(bundle, envelope, List.of(trusted));
    }
    var again = SigningKey.ofPem(OURS.signing().pem());
    BundleSignature.signer(
        bundle, BundleSignature.sign(bundle, again::sign), List.of(OURS.trusted()));
  }

  @Test
  void what_is_no_private_key_of_these_kinds_is_refused() throws GeneralSecurityException {
    var pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec("secp521r1"));
    byte[] large = pairs.generateKeyPair().getPrivate().getEncoded();
    byte[] other =
        KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate().getEncoded();
    for (String text :
        List.of(
            "",
            OURS.trusted().pem(),
            pem("ENCRYPTED PRIVATE KEY", new byte[40]),
            pem("PRIVATE KEY", new byte[40]),
            pem("PRIVATE KEY", large),
            pem("PRIVATE KEY", other))) {
      assertThrows(IllegalArgumentException.class, () -> SigningKey.ofPem(text), text);
    }
    assertFalse(OURS.signing().toString().contains(OURS.signing().pem().lines().toList().get(1)));
  }

  private static String pem(String kind, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
  }

  private static String refused(PolicyBundle bundle, byte[] envelope, TrustedKey... trusted) {
    return assertThrows(
            SignatureRefused.class,
            () -> BundleSignature.signer(bundle, envelope, List.of(trusted)))
        .getMessage();
  }
}
