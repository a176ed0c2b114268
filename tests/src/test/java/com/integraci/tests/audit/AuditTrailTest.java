package com.integraci.tests.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditFilter;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.Checkpoints;
import com.integraci.appliance.audit.RefusalLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.AuditVerifier.Head;
import com.integraci.tests.SealedEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("isolation")
class AuditTrailTest {

  private final TenantId tenant = AuditPlace.tenant();
  private final StatementSigner signer = SiteKey.fresh();
  private AuditPlace place;
  private Sealer sealer;
  private AuditLog log;
  private AuditTrail trail;
  private Checkpoints checkpoints;

  @BeforeEach
  void start() {
    place = new AuditPlace();
    sealer = Sealer.start(place.database, place.claims, place.policy);
    log = new AuditLog(sealer);
    trail = new AuditTrail(place.database, place.policy, log, signer);
    checkpoints = Checkpoints.of(place.database, place.claims, place.policy, log, signer);
  }

  @AfterEach
  void stop() {
    checkpoints.close();
    sealer.close();
    place.close();
  }

  @Test
  void an_export_verifies_offline_and_a_changed_byte_is_named() throws IOException {
    fill(1200);
    checkpoints.round();
    fill(30);
    place.awaitSealed();
    byte[] file = export();
    var keys = AuditKey.ofPem(trail.key(caller(Role.AUDITOR)));
    var verifier = new AuditVerifier(keys);
    var intact = assertInstanceOf(AuditVerdict.Intact.class, verify(verifier, file));
    assertEquals(1, intact.checkpoints());
    assertTrue(intact.segment().last() >= 1230);

    String text = new String(file, ISO_8859_1);
    file[text.indexOf("\nentry 777 ") + 200] ^= 1;
    var broken = assertInstanceOf(AuditVerdict.Broken.class, verify(verifier, file));
    assertEquals(777, broken.sequence());
    assertInstanceOf(AuditVerdict.Intact.class, trail.verify(caller(Role.AUDITOR)));
  }

  @Test
  void an_older_export_does_not_pass_for_the_newest() throws IOException {
    fill(5);
    byte[] older = export();
    fill(5);
    byte[] newer = export();
    var verifier = new AuditVerifier(AuditKey.ofPem(trail.key(caller(Role.OWNER))));
    var seen = assertInstanceOf(AuditVerdict.Intact.class, verify(verifier, newer)).segment();
    var expecting = verifier.expecting(new Head(seen.last(), seen.head()));
    assertInstanceOf(AuditVerdict.Intact.class, verify(expecting, newer));
    var broken = assertInstanceOf(AuditVerdict.Broken.class, verify(expecting, older));
    assertEquals(AuditVerdict.Fault.UNEXPECTED, broken.fault());
  }

  @Test
  void what_the_former_key_signed_still_verifies_after_a_rotation() throws IOException {
    fill(10);
    checkpoints.round();
    var former = AuditKey.ofPem(trail.key(caller(Role.OWNER)));
    signer.rotate();
    fill(10);
    checkpoints.round();
    var intact =
        assertInstanceOf(AuditVerdict.Intact.class, verify(new AuditVerifier(former), export()));
    assertEquals(2, intact.checkpoints());
    assertFalse(former.getFirst().id().equals(intact.key()));
  }

  @Test
  void checkpoints_are_linked_into_the_appliances_chain_and_come_to_rest() {
    fill(3);
    assertEquals(1, checkpoints.round());
    place.awaitSealed();
    List<SealedEntry> appliance = place.chain(TenantId.APPLIANCE);
    assertEquals(1, appliance.size());
    assertTrue(appliance.getFirst().body().contains("\"action\":\"audit.checkpoint\""));
    assertTrue(appliance.getFirst().body().contains(tenant.toString()));
    assertTrue(appliance.getFirst().body().contains("\"sequence\":3"));
    assertEquals(1, checkpoints.round(), "the appliance's own chain");
    assertEquals(0, checkpoints.round());
    assertEquals(
        Optional.of(3L), trail.state(caller(Role.OWNER)).checkpoint().map(c -> c.sequence()));
  }

  @Test
  void opening_the_log_is_one_entry_and_each_export_is() throws IOException {
    fill(1);
    Caller reader = caller(Role.AUDITOR);
    for (int i = 0; i < 5; i++) {
      trail.list(reader, AuditFilter.newest(10));
      trail.state(reader);
    }
    trail.export(reader).writeTo(new ByteArrayOutputStream());
    trail.export(reader).writeTo(new ByteArrayOutputStream());
    place.awaitSealed();
    assertEquals(1, count("audit.read"));
    assertEquals(2, count("audit.export"));
    trail.list(caller(Role.OWNER), AuditFilter.newest(10));
    place.awaitSealed();
    assertEquals(2, count("audit.read"));
  }

  @Test
  void pages_follow_each_other_and_filters_hold() {
    fill(120);
    place.awaitSealed();
    Caller reader = caller(Role.ADMIN);
    trail.list(reader, AuditFilter.newest(1));
    place.awaitSealed();
    AuditPage first = trail.list(reader, AuditFilter.newest(50));
    assertEquals(121, first.entries().getFirst().sequence());
    AuditPage second = trail.list(reader, before(first.next().orElseThrow(), 50));
    assertEquals(71, second.entries().getFirst().sequence());
    AuditPage third = trail.list(reader, before(second.next().orElseThrow(), 50));
    assertEquals(21, third.entries().size());
    assertEquals(Optional.empty(), third.next());
    assertEquals(Map.of("n", "1"), third.entries().getLast().facts());
    var filter =
        new AuditFilter(
            Optional.empty(),
            50,
            Optional.of("audit.read"),
            Optional.of(reader.actor().id()),
            Optional.of(first.entries().getFirst().at().minusSeconds(60)),
            Optional.of(first.entries().getFirst().at().plusSeconds(60)));
    assertEquals(1, trail.list(reader, filter).entries().size());
  }

  @Test
  void who_may_not_read_the_log_sees_nothing_of_it() {
    fill(1);
    Caller viewer = caller(Role.VIEWER);
    assertThrows(Denied.class, () -> trail.list(viewer, AuditFilter.newest(1)));
    assertThrows(Denied.class, () -> trail.export(viewer));
    assertThrows(Denied.class, () -> trail.verify(viewer));
    assertThrows(Denied.class, () -> trail.key(viewer));
    var stranger =
        new Caller(
            AuditPlace.tenant(),
            new Actor(Actor.Kind.MEMBER, UUID.randomUUID()),
            Role.OWNER,
            UUID.randomUUID());
    place.awaitSealed();
    assertEquals(List.of(), trail.list(stranger, AuditFilter.newest(50)).entries());
  }

  @Test
  void refusals_beyond_ten_a_minute_are_one_entry() {
    Caller caller = caller(Role.VIEWER);
    try (var refusals = new RefusalLog(place.database, Policy.load(), log)) {
      for (int i = 0; i < 30; i++) {
        refusals.refused(caller, "listSecrets", new Denied("secret.list", "no"));
      }
      refusals.refused(caller(Role.VIEWER), "readSecret", new NotFound("no"));
    }
    place.awaitSealed();
    var bodies = place.chain(tenant).stream().map(SealedEntry::body).toList();
    assertEquals(12, bodies.size());
    assertTrue(bodies.stream().allMatch(body -> body.contains("\"outcome\":\"denied\"")));
    assertEquals(10, bodies.stream().filter(body -> body.contains("secret.list")).count());
    assertEquals(1, bodies.stream().filter(body -> body.contains("\"count\":20")).count());
    assertEquals(1, bodies.stream().filter(body -> body.contains("\"status\":404")).count());
  }

  private static AuditFilter before(long cursor, int limit) {
    return new AuditFilter(
        Optional.of(cursor),
        limit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i += 10) {
      place.write(log, tenant, i + 1, Math.min(10, entries - i));
    }
    place.awaitSealed();
  }

  private long count(String action) {
    return place.chain(tenant).stream()
        .filter(entry -> entry.body().contains("\"action\":\"" + action + "\""))
        .count();
  }

  private byte[] export() throws IOException {
    var out = new ByteArrayOutputStream();
    trail.export(caller(Role.AUDITOR)).writeTo(out);
    return out.toByteArray();
  }

  private static AuditVerdict verify(AuditVerifier verifier, byte[] file) throws IOException {
    return verifier.verify(new ByteArrayInputStream(file));
  }

  private Caller caller(Role role) {
    return new Caller(
        tenant, new Actor(Actor.Kind.MEMBER, UUID.randomUUID()), role, UUID.randomUUID());
  }
}
