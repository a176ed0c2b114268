package com.integraci.installer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;
  private Path leaf;

  @BeforeEach
  void make() throws IOException {
    leaf = Files.createDirectory(folder.resolve("leaf"));
    CertificateAuthority.create(folder, "Appliance test", at(NOW));
  }

  @Test
  void the_authority_lives_ten_years_and_its_key_is_the_callers_alone() throws IOException {
    X509Certificate root = Pem.certificate(folder.resolve("root.pem"));
    long days =
        Duration.between(root.getNotBefore().toInstant(), root.getNotAfter().toInstant()).toDays();
    assertEquals(3_650, days);
    assertEquals("r--------", mode(folder.resolve("root.key")));
  }

  @Test
  void a_leaf_names_localhost_and_its_address_and_is_signed_by_the_authority() throws Exception {
    assertTrue(ensure(NOW));
    X509Certificate certificate = Pem.certificate(leaf.resolve("server.pem"));
    certificate.verify(Pem.certificate(folder.resolve("root.pem")).getPublicKey());
    var names = certificate.getSubjectAlternativeNames().stream().map(n -> n.get(1)).toList();
    assertTrue(names.contains("localhost") && names.contains("127.0.0.1"), names::toString);
    assertEquals("r--------", mode(leaf.resolve("server.key")));
  }

  @Test
  void a_leaf_with_more_than_a_third_of_its_life_left_is_kept() throws IOException {
    ensure(NOW);
    assertFalse(ensure(NOW.plus(Duration.ofDays(260))));
  }

  @Test
  void a_leaf_with_less_than_a_third_of_its_life_left_is_made_anew() throws IOException {
    ensure(NOW);
    assertTrue(ensure(NOW.plus(Duration.ofDays(270))));
  }

  @Test
  void a_leaf_whose_making_was_cut_off_between_key_and_certificate_is_made_anew()
      throws IOException {
    ensure(NOW);
    Files.delete(leaf.resolve("server.pem"));
    assertTrue(ensure(NOW));
  }

  @Test
  void a_leaf_of_another_authority_is_made_anew() throws IOException {
    ensure(NOW);
    CertificateAuthority.create(folder, "Appliance other", at(NOW));
    assertTrue(ensure(NOW));
  }

  @Test
  void an_authority_whose_key_belongs_to_another_is_refused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    CertificateAuthority.create(other, "Appliance other", at(NOW));
    Files.delete(folder.resolve("root.key"));
    Files.copy(other.resolve("root.key"), folder.resolve("root.key"));
    assertThrows(IOException.class, () -> CertificateAuthority.open(folder, at(NOW)));
  }

  private boolean ensure(Instant now) throws IOException {
    return CertificateAuthority.open(folder, at(now)).ensureLeaf(leaf, "postgres", Owner.caller());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
