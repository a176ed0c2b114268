package com.integraci.tests.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditErasure;
import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditFilter;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.DetailState;
import com.integraci.appliance.audit.EraseDetail;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.tests.SealedEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is personal about an entry can be erased, by owners, and nothing else can. */
@Tag("isolation")
class AuditErasureTest {

  private static final EraseDetail FIRST = new EraseDetail(1, false);

  private final TenantId tenant = AuditPlace.tenant();
  private final StatementSigner signer = SiteKey.fresh();
  private final Caller owner = caller(tenant, Role.OWNER);
  private AuditPlace place;
  private Sealer sealer;
  private AuditLog log;
  private AuditTrail trail;
  private AuditErasure erasure;

  @BeforeEach
  void start() {
    place = new AuditPlace();
    sealer = Sealer.start(place.database, place.claims, place.policy);
    log = new AuditLog(sealer);
    trail = new AuditTrail(place.database, place.policy, log, signer);
    erasure = new AuditErasure(place.database, place.policy, log);
    write(Map.of("name", "marked-detail"));
    place.awaitSealed();
  }

  @AfterEach
  void stop() {
    sealer.close();
    place.close();
  }

  @Test
  void an_erased_detail_is_gone_and_the_chain_verifies_as_before() throws IOException {
    assertEquals(Map.of("name", "marked-detail"), entry(1).detail());
    assertEquals(DetailState.KEPT, entry(1).detailState());
    byte[] before = export();
    assertEquals(DetailState.ERASED, erasure.run(owner, FIRST));
    assertEquals(0, place.number("select count(*) from app.audit_detail"));
    place.awaitSealed();
    assertEquals(Map.of(), entry(1).detail());
    assertEquals(DetailState.ERASED, entry(1).detailState());
    byte[] after = export();
    assertInstanceOf(AuditVerdict.Intact.class, verify(after));
    assertEquals(line(before), line(after), "the entry's line in both exports");
    var erasures = place.chain(tenant).stream().filter(this::erases).toList();
    assertEquals(1, erasures.size());
    assertTrue(erasures.getFirst().body().contains("\"sequence\":1}"));
    assertTrue(erasures.getFirst().body().contains(entry(1).id().toString()));
    assertFalse(new String(after, ISO_8859_1).contains("marked-detail"));
    assertTrue(new String(after, ISO_8859_1).contains("\"action\":\"audit.erase\""));
  }

  @Test
  void erased_again_it_leaves_no_second_entry() {
    erasure.run(owner, FIRST);
    assertEquals(DetailState.ERASED, erasure.run(owner, FIRST));
    place.awaitSealed();
    assertEquals(1, place.chain(tenant).stream().filter(this::erases).count());
  }

  @Test
  void a_dry_run_erases_nothing() {
    assertEquals(DetailState.KEPT, erasure.run(owner, new EraseDetail(1, true)));
    assertEquals(1, place.number("select count(*) from app.audit_detail"));
    place.awaitSealed();
    assertEquals(0, place.chain(tenant).stream().filter(this::erases).count());
  }

  @Test
  void only_an_owner_of_the_team_may() {
    for (Role role :
        List.of(Role.ADMIN, Role.MAINTAINER, Role.DEVELOPER, Role.AUDITOR, Role.VIEWER)) {
      assertThrows(Denied.class, () -> erasure.run(caller(tenant, role), FIRST), role.name());
    }
    var operator = caller(TenantId.APPLIANCE, Role.OPERATOR);
    assertThrows(Denied.class, () -> erasure.run(operator, FIRST));
    var stranger = caller(AuditPlace.tenant(), Role.OWNER);
    assertThrows(NotFound.class, () -> erasure.run(stranger, FIRST));
    assertEquals(1, place.number("select count(*) from app.audit_detail"));
  }

  @Test
  void what_has_no_detail_or_is_not_there_is_not_found() {
    write(Map.of());
    place.awaitSealed();
    for (long sequence : List.of(2L, 3L, 999_999_999_999_999_999L)) {
      assertThrows(NotFound.class, () -> erasure.run(owner, new EraseDetail(sequence, false)));
    }
    assertThrows(IllegalArgumentException.class, () -> new EraseDetail(0, false));
  }

  @Test
  void an_erasure_that_can_leave_no_entry_is_not_done() throws SQLException {
    try (var superuser = place.superuser();
        var statement = superuser.createStatement()) {
      statement.execute("revoke insert (body) on app.audit_entry from integraci_app");
    }
    assertThrows(RuntimeException.class, () -> erasure.run(owner, FIRST));
    assertEquals(1, place.number("select count(*) from app.audit_detail"));
  }

  private void write(Map<String, String> detail) {
    place.database.inTenant(
        tenant,
        tx -> {
          var event = AuditEvent.done(Resource.tenant(tenant)).withDetail(detail);
          log.append(tx, place.permit(tenant), event);
          return tenant;
        });
  }

  private AuditPage.Entry entry(long sequence) {
    return trail.list(owner, AuditFilter.newest(50)).entries().stream()
        .filter(entry -> entry.sequence() == sequence)
        .findFirst()
        .orElseThrow();
  }

  private boolean erases(SealedEntry entry) {
    return entry.body().contains("\"action\":\"audit.erase\"");
  }

  private byte[] export() throws IOException {
    var out = new ByteArrayOutputStream();
    trail.export(owner).writeTo(out);
    return out.toByteArray();
  }

  private AuditVerdict verify(byte[] file) throws IOException {
    var keys = AuditKey.ofPem(trail.key(owner));
    return new AuditVerifier(keys).verify(new ByteArrayInputStream(file));
  }

  private static String line(byte[] export) {
    return new String(export, ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("entry 1 "))
        .findFirst()
        .orElseThrow();
  }

  private static Caller caller(TenantId tenant, Role role) {
    return new Caller(
        tenant, new Actor(Actor.Kind.MEMBER, UUID.randomUUID()), role, UUID.randomUUID());
  }
}
