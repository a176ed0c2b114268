package com.integraci.tests.openbao;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.openbao.SignupVault;
import com.integraci.appliance.openbao.TenantVault;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vaults that other features use, on a real OpenBao. */
@Tag("crash")
@Tag("containers")
class VaultsTest {

  private static final String HASH = "$2a$12$" + "a".repeat(53);
  private static final String ED25519 = "302a300506032b6570032100";

  private static OpenBaoServer server;
  private static OpenBao openBao;

  @BeforeAll
  static void open() {
    server = OpenBaoServer.shared();
    openBao = OpenBao.open(server.settings(), server.authority());
  }

  @AfterAll
  static void close() {
    openBao.close();
  }

  @Test
  void aTenantsNamespaceIsMadeAgainAndRemovedAgainWithoutHarm() {
    TenantVault vault = openBao.tenants();
    TenantId tenant = TenantId.fresh();
    assertEquals(TenantVault.State.ABSENT, vault.state(tenant));
    Await.available(() -> vault.remove(tenant));

    Await.available(() -> vault.provision(tenant));
    assertEquals(TenantVault.State.READY, vault.state(tenant));
    Await.available(() -> vault.provision(tenant));
    assertEquals(TenantVault.State.READY, vault.state(tenant));

    Await.available(() -> vault.remove(tenant));
    assertEquals(TenantVault.State.ABSENT, vault.state(tenant));
    Await.available(() -> vault.remove(tenant));
  }

  @Test
  void aNamespaceThatWasCutOffIsPartialAndIsCompleted() {
    TenantVault vault = openBao.tenants();
    TenantId tenant = TenantId.fresh();
    String path = "sys/namespaces/t-" + tenant;
    server.client().send(server.witness(), "POST", "", path, Map.of());
    assertEquals(TenantVault.State.PARTIAL, vault.state(tenant));

    Await.available(() -> vault.provision(tenant));
    assertEquals(TenantVault.State.READY, vault.state(tenant));
  }

  @Test
  void aSignUpsOwnerWaitsOnceAndIsDestroyed() {
    SignupVault vault = openBao.signups();
    TenantId tenant = TenantId.fresh();
    var owner = new SignupVault.Waiting("Ada", "ada@example.com", HASH);
    assertTrue(vault.read(tenant).isEmpty());

    vault.put(tenant, owner);
    assertThrows(Conflict.class, () -> vault.put(tenant, owner));
    assertEquals(owner, vault.read(tenant).orElseThrow());

    vault.destroy(tenant);
    assertTrue(vault.read(tenant).isEmpty());
    vault.destroy(tenant);
  }

  @Test
  void whatIsLeftOfSignUpsIsSwept() {
    SignupVault vault = openBao.signups();
    TenantId tenant = TenantId.fresh();
    vault.put(tenant, new SignupVault.Waiting("Ada", "ada@example.com", HASH));

    vault.sweep();
    assertTrue(vault.read(tenant).isPresent());
    assertTrue(vault.sweep(Duration.ZERO) > 0);
    assertTrue(vault.read(tenant).isEmpty());
  }

  @Test
  void theAuditKeySignsStatementsOnlyAndTheFormerKeyStillSigns() throws GeneralSecurityException {
    AuditSigner signer = openBao.auditSigner();
    byte[] statement = (AuditSigner.DOMAIN + "statement/1\n{}").getBytes(StandardCharsets.US_ASCII);
    int former = signer.publicKeys().lastKey();
    int newest = signer.rotate();
    assertEquals(former + 1, newest);
    for (int version : new int[] {former, newest}) {
      byte[] signature = signer.sign(version, statement);
      assertTrue(holds(signer.publicKeys().get(version), statement, signature));
      assertArrayEquals(signature, signer.sign(version, statement));
    }
    byte[] other = "integraci/other/".getBytes(StandardCharsets.US_ASCII);
    assertThrows(IllegalArgumentException.class, () -> signer.sign(newest, other));
  }

  @Test
  void aTokenThatWasRevokedIsMadeAnew() {
    openBao.signups().sweep();
    String path = "sys/leases/revoke-force/auth/approle";
    assertEquals(204, server.client().send(server.witness(), "POST", "", path, Map.of()).status());

    openBao.signups().sweep();
  }

  @Test
  void aServerWithAnotherAuthorityIsNotTrusted() {
    try (var other = OpenBaoServer.start();
        var misled = OpenBao.open(server.settings(), other.authority())) {
      assertThrows(Unavailable.class, misled::expectUp);
    }
  }

  private static boolean holds(byte[] key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    byte[] encoded = HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(key));
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(message);
    return verifier.verify(signature);
  }
}
