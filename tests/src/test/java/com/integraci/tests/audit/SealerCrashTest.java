package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.TenantId;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sealer as a process of its own, killed by SIGKILL at each of its statements while others
 * write. A lock of ours holds it there, so it is the shipped code that dies, at a known place.
 */
@Tag("crash")
class SealerCrashTest {

  private static final int KILLED = 128 + 9;
  private static final int WRITERS = 4;

  @TempDir private Path folder;

  /**
   * Where it dies.
   *
   * @param lock what is held so that it waits there
   * @param waits what it then waits with
   */
  private record Place(String name, String lock, String waits) {}

  private static List<Place> places(TenantId tenant) {
    return List.of(
        new Place(
            "before its lock",
            "select pg_advisory_xact_lock(hashtextextended('audit_seal %s', 0))".formatted(tenant),
            "select pg_advisory_xact_lock"),
        new Place(
            "before it has read where the tenant stands",
            "lock table app.audit_low_water in access exclusive mode",
            "select (select last_value"),
        new Place(
            "before it has read what is unsealed",
            "lock table app.audit_entry in access exclusive mode",
            "select string_agg"),
        new Place("before its seals", "lock table app.audit_seal in share mode", "with sealed as"),
        new Place(
            "between its seals and the low-water mark",
            "lock table app.audit_low_water in share mode",
            "insert into app.audit_low_water"));
  }

  @Test
  void a_sealer_killed_at_any_of_its_statements_is_followed_by_one_that_goes_on()
      throws IOException, InterruptedException, SQLException {
    TenantId tenant = AuditPlace.tenant();
    try (var place = new AuditPlace();
        var load = new Load(place, tenant, WRITERS)) {
      for (Place death : places(tenant)) {
        killedAt(death, place, tenant);
      }
      for (int i = 0; i < 2; i++) {
        killedAfterSeals(place, tenant);
      }
      load.stop();
      try (var _ = Sealer.start(place.database, place.claims, place.policy)) {
        place.awaitSealed();
      }
      load.assertIn(place.chain(tenant));
      assertEquals(0, place.split());
    }
  }

  private void killedAt(Place death, AuditPlace place, TenantId tenant)
      throws IOException, InterruptedException, SQLException {
    long seals = seals(place);
    Process sealer = start(place, tenant);
    try (Connection connection = place.superuser();
        var statement = connection.createStatement()) {
      AuditPlace.await(() -> seals(place) > seals, "it seals; " + death.name());
      connection.setAutoCommit(false);
      statement.execute(death.lock());
      AuditPlace.await(() -> waits(place, death), "it stands " + death.name());
      kill(sealer);
      connection.rollback();
    } finally {
      sealer.destroyForcibly();
    }
  }

  private void killedAfterSeals(AuditPlace place, TenantId tenant)
      throws IOException, InterruptedException {
    Process sealer = start(place, tenant);
    try {
      for (int i = 0; i < 3; i++) {
        long seals = seals(place);
        AuditPlace.await(() -> seals(place) > seals, "it seals");
      }
      kill(sealer);
    } finally {
      sealer.destroyForcibly();
    }
  }

  private static boolean waits(AuditPlace place, Place death) {
    return place.number(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            and usename = 'integraci_app' and starts_with(ltrim(query), '%s')
            """
                .formatted(death.waits()))
        > 0;
  }

  private static long seals(AuditPlace place) {
    return place.number("select count(*) from app.audit_seal");
  }

  private static void kill(Process sealer) throws InterruptedException {
    sealer.destroyForcibly();
    assertEquals(true, sealer.waitFor(10, TimeUnit.SECONDS));
    assertEquals(KILLED, sealer.exitValue());
  }

  private Process start(AuditPlace place, TenantId tenant) throws IOException {
    var settings = place.settings;
    return Victim.start(
        KilledSealer.class,
        folder.resolve("sealer.log"),
        "" + settings.port(),
        settings.name(),
        settings.authority().toString(),
        settings.passwords().toString(),
        tenant.toString());
  }
}
