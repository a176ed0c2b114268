package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.Checkpoints;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.AuditVerifier.Head;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.SealedEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A backup that is restored into a new cluster, where transaction ids start again: the chains go on
 * as if nothing had been.
 */
@Tag("crash")
class RestoreTest {

  private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");

  /** More than one batch, so that what is left of it is older than what comes after the restore. */
  private static final int UNSEALED = 1600;

  private static final int SEALED = 30;

  private final TenantId busy = AuditPlace.tenant();
  private final TenantId quiet = AuditPlace.tenant();
  private final StatementSigner signer = SiteKey.fresh();

  @Test
  void chains_go_on_after_a_restore_into_a_new_cluster() throws IOException, SQLException {
    String dump;
    Head seen;
    try (var place = new AuditPlace()) {
      burn(place, 2000);
      seen = fill(place);
      dump = PostgresServer.shared().dump(place.settings.name());
    }
    try (var server = PostgresServer.start();
        var place = new AuditPlace(server, server.restore(dump))) {
      assertEquals(UNSEALED + 5, place.unsealed());
      continueOn(place);
      assertWhole(place, seen);
    }
  }

  /** Sealed and signed entries of two tenants, then some that no sealer has seen. */
  private Head fill(AuditPlace place) throws IOException {
    Head seen;
    try (var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      var log = new AuditLog(sealer);
      for (TenantId tenant : List.of(busy, quiet)) {
        for (int n = 1; n <= SEALED / 10; n++) {
          place.write(log, tenant, n, 10);
        }
      }
      place.awaitSealed();
      try (var checkpoints =
          Checkpoints.of(place.database, place.claims, place.policy, log, signer)) {
        checkpoints.round();
      }
      var export = export(place, busy);
      place.awaitSealed();
      seen = new Head(export.segment().last(), export.segment().head());
    }
    for (int n = 4; n < 8; n++) {
      place.write(new AuditLog(), busy, n, UNSEALED / 4);
    }
    place.write(new AuditLog(), quiet, 4, 5);
    return seen;
  }

  /** Changes that get the same transaction ids as those that the backup holds unsealed. */
  private void continueOn(AuditPlace place) throws SQLException {
    long wanted =
        place.number(
            """
            select min(e.xact::text::bigint) from app.audit_entry e where not exists (
                select from app.audit_seal s
                where s.tenant_id = e.tenant_id and s.position = e.position)
            """);
    long now = place.number("select pg_current_xact_id()::text::bigint");
    assertTrue(
        now < wanted, "the new cluster's ids are at " + now + ", the old one's at " + wanted);
    burn(place, wanted - now - 2);
    for (int n = 8; n < 18; n++) {
      place.write(new AuditLog(), busy, n, 1);
    }
    place.write(new AuditLog(), quiet, 8, 5);
    assertTrue(
        place.number(
                """
                select count(*) from app.audit_entry a join app.audit_entry b
                on a.tenant_id = b.tenant_id and a.xact = b.xact and a.position < b.position
                where convert_from(a.body, 'UTF8') ~ '"n":[456]}'
                and convert_from(b.body, 'UTF8') ~ '"n":(8|9|1[0-7])}'
                """)
            > 0,
        "no id came again");
  }

  private void assertWhole(AuditPlace place, Head seen) throws IOException {
    try (var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      place.awaitSealed();
      var log = new AuditLog(sealer);
      place.write(log, busy, 18, 3);
      place.write(log, quiet, 9, 3);
      place.awaitSealed();
      for (TenantId tenant : List.of(busy, quiet)) {
        assertInstanceOf(AuditVerdict.Intact.class, export(place, tenant));
        place.awaitSealed();
        assertOrder(place.chain(tenant));
      }
    }
    assertEquals(0, place.split());
    // What was written here, and the opening of an export before and after the restore.
    assertEquals(SEALED + UNSEALED + 10 + 3 + 2, place.chain(busy).size());
    assertEquals(SEALED + 5 + 5 + 3 + 1, place.chain(quiet).size());
    var bytes = new ByteArrayOutputStream();
    trail(place).export(auditor(busy)).writeTo(bytes);
    var verifier =
        new AuditVerifier(AuditKey.ofPem(trail(place).key(auditor(busy)))).expecting(seen);
    var verdict = verifier.verify(new ByteArrayInputStream(bytes.toByteArray()));
    assertEquals(1, assertInstanceOf(AuditVerdict.Intact.class, verdict).checkpoints());
  }

  /** Every change waited for the one before, so their numbers never fall. */
  private static void assertOrder(List<SealedEntry> chain) {
    long last = 0;
    for (var entry : chain) {
      var matcher = NUMBER.matcher(entry.body());
      if (matcher.find()) {
        long number = Long.parseLong(matcher.group(1));
        assertTrue(last <= number, number + " after " + last + " at " + entry.sequence());
        last = number;
      }
    }
  }

  private AuditVerdict.Intact export(AuditPlace place, TenantId tenant) throws IOException {
    var bytes = new ByteArrayOutputStream();
    trail(place).export(auditor(tenant)).writeTo(bytes);
    var verifier = new AuditVerifier(AuditKey.ofPem(trail(place).key(auditor(tenant))));
    return assertInstanceOf(
        AuditVerdict.Intact.class, verifier.verify(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private AuditTrail trail(AuditPlace place) {
    return new AuditTrail(place.database, place.policy, new AuditLog(), signer);
  }

  private static Caller auditor(TenantId tenant) {
    return new Caller(
        tenant, new Actor(Actor.Kind.MEMBER, UUID.randomUUID()), Role.AUDITOR, UUID.randomUUID());
  }

  private static void burn(AuditPlace place, long ids) throws SQLException {
    try (var connection = place.superuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
              for i in 1..%d loop perform pg_current_xact_id(); commit; end loop;
          end $$
          """
              .formatted(ids));
    }
  }
}
