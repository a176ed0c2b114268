package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.audit.AuditKeyRotation;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.Checkpoints;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.tests.OpenBaoServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The site's audit key is rotated in a real OpenBao, and who trusts the former key follows. */
@Tag("crash")
class AuditKeyRotationTest {

  private final TenantId tenant = AuditPlace.tenant();
  private final Caller operator = caller(TenantId.APPLIANCE, Role.OPERATOR);
  private final OpenBaoServer bao = OpenBaoServer.shared();
  private AuditPlace place;
  private Sealer sealer;
  private AuditLog log;
  private OpenBao openBao;
  private StatementSigner signer;
  private AuditKey former;

  /** A process that died: no handler of the product catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** OpenBao's signer, but for how it rotates. */
  private record Rotating(StatementSigner signer, IntSupplier rotation) implements StatementSigner {
    @Override
    public SortedMap<Integer, byte[]> publicKeys() {
      return signer.publicKeys();
    }

    @Override
    public int rotate() {
      return rotation.getAsInt();
    }

    @Override
    public byte[] sign(int version, byte[] message) {
      return signer.sign(version, message);
    }
  }

  @BeforeEach
  void start() {
    place = new AuditPlace();
    sealer = Sealer.start(place.database, place.claims, place.policy);
    log = new AuditLog(sealer);
    openBao = OpenBao.open(bao.settings(), bao.authority());
    signer = StatementSigner.of(openBao.auditSigner());
    former = AuditKey.ofRaw(signer.publicKeys().lastEntry().getValue());
    place.write(log, tenant, 1, 3);
    place.awaitSealed();
    checkpoint();
  }

  @AfterEach
  void stop() {
    sealer.close();
    openBao.close();
    place.close();
  }

  @Test
  void who_trusts_the_former_key_follows_its_signature_to_the_new_one() throws IOException {
    int versions = signer.publicKeys().lastKey();
    var rotated = rotation(signer).run(operator);
    assertEquals(versions + 1, rotated.version());
    assertEquals(versions + 1, signer.publicKeys().lastKey());
    place.write(log, tenant, 2, 3);
    place.awaitSealed();
    checkpoint();
    var intact = assertInstanceOf(AuditVerdict.Intact.class, verify());
    assertEquals(2, intact.checkpoints());
    assertEquals(rotated.id(), intact.key().hex());
    assertEquals(1, entries("audit.rotate", "done"));
    assertEquals(versions, entries("audit.record", "done"), "one for each version but the first");
  }

  @Test
  void killed_before_the_new_version_nothing_is_rotated() throws IOException {
    int versions = signer.publicKeys().lastKey();
    IntSupplier dies =
        () -> {
          throw new Killed();
        };
    assertThrows(Killed.class, () -> rotation(new Rotating(signer, dies)).run(operator));
    assertEquals(versions, signer.publicKeys().lastKey());
    assertEquals(former.id(), assertInstanceOf(AuditVerdict.Intact.class, verify()).key());
    assertEquals(1, entries("audit.rotate", "done"));
  }

  @Test
  void killed_before_the_former_has_signed_the_next_export_has_it_sign() throws IOException {
    int versions = signer.publicKeys().lastKey();
    IntSupplier dies =
        () -> {
          signer.rotate();
          throw new Killed();
        };
    assertThrows(Killed.class, () -> rotation(new Rotating(signer, dies)).run(operator));
    assertEquals(versions - 1, entries("audit.record", "done"));
    var intact = assertInstanceOf(AuditVerdict.Intact.class, verify());
    assertEquals(AuditKey.ofRaw(signer.publicKeys().get(versions + 1)).id(), intact.key());
    assertEquals(versions, entries("audit.record", "done"));
  }

  @Test
  void an_openbao_that_does_not_answer_leaves_an_entry_that_says_so() {
    IntSupplier down =
        () -> {
          throw new Unavailable("openbao", "OpenBao does not answer.", null);
        };
    assertThrows(Unavailable.class, () -> rotation(new Rotating(signer, down)).run(operator));
    assertEquals(1, entries("audit.rotate", "failed"));
  }

  @Test
  void only_an_operator_may() {
    int versions = signer.publicKeys().lastKey();
    for (Role role : List.of(Role.OWNER, Role.ADMIN, Role.AUDITOR, Role.VIEWER)) {
      assertThrows(Denied.class, () -> rotation(signer).run(caller(tenant, role)));
    }
    assertEquals(versions, signer.publicKeys().lastKey());
  }

  private AuditKeyRotation rotation(StatementSigner by) {
    return new AuditKeyRotation(place.database, place.policy, log, by);
  }

  private void checkpoint() {
    try (var checkpoints =
        Checkpoints.of(place.database, place.claims, place.policy, log, signer)) {
      checkpoints.round();
    }
  }

  private AuditVerdict verify() throws IOException {
    var trail = new AuditTrail(place.database, place.policy, log, signer);
    var out = new ByteArrayOutputStream();
    trail.export(caller(tenant, Role.AUDITOR)).writeTo(out);
    return new AuditVerifier(List.of(former)).verify(new ByteArrayInputStream(out.toByteArray()));
  }

  private long entries(String action, String outcome) {
    place.awaitSealed();
    return place.chain(TenantId.APPLIANCE).stream()
        .filter(entry -> entry.body().contains("\"action\":\"" + action + "\""))
        .filter(entry -> entry.body().contains("\"outcome\":\"" + outcome + "\""))
        .count();
  }

  private static Caller caller(TenantId tenant, Role role) {
    return new Caller(
        tenant, new Actor(Actor.Kind.MEMBER, UUID.randomUUID()), role, UUID.randomUUID());
  }
}
