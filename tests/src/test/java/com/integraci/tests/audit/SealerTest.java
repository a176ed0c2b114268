package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Resource;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.SealedEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("crash")
class SealerTest {

  private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");

  /** A change: its number, when it was begun and when it was acknowledged. */
  private record Change(long number, long begun, long acknowledged) {}

  @Test
  void entries_of_many_writers_are_sealed_once_in_the_order_of_cause() throws Exception {
    try (var place = new AuditPlace();
        var first = Sealer.start(place.database, place.claims, place.policy);
        var second = Sealer.start(place.database, place.claims, place.policy)) {
      TenantId tenant = AuditPlace.tenant();
      var logs = List.of(new AuditLog(first), new AuditLog(second), new AuditLog());
      List<Change> changes = changes(place, tenant, logs, 12, 40);
      place.awaitSealed();
      assertOrder(place.chain(tenant), changes);
      assertEquals(0, place.split());
      assertEquals(Duration.ZERO, settled(first).lag());
    }
  }

  @Test
  void a_backlog_larger_than_a_batch_is_sealed_without_splitting_a_transaction() {
    try (var place = new AuditPlace()) {
      TenantId tenant = AuditPlace.tenant();
      var log = new AuditLog();
      var executor = Executors.newVirtualThreadPerTaskExecutor();
      try (executor) {
        for (int i = 0; i < 8; i++) {
          executor.execute(() -> place.write(log, tenant, 1, 400));
        }
      }
      assertEquals(3200, place.unsealed());
      try (var sealer = Sealer.start(place.database, place.claims, place.policy)) {
        place.awaitSealed();
        AuditPlace.await(() -> sealer.sealed() == 3200, "counted");
      }
      assertEquals(3200, place.chain(tenant).size());
      assertEquals(0, place.split());
    }
  }

  @Test
  void an_entry_committed_late_is_found_below_others_that_are_sealed() throws Exception {
    try (var place = new AuditPlace();
        var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      TenantId tenant = AuditPlace.tenant();
      var log = new AuditLog(sealer);
      place.database.inTenant(
          tenant,
          tx -> {
            log.append(tx, place.permit(tenant), event(tenant));
            // Others come and go, enough for the low-water mark to move if it were let.
            for (int i = 0; i < 30; i++) {
              place.write(log, tenant, i, 20);
            }
            AuditPlace.await(() -> sealer.sealed() == 600, "the others sealed");
            return tenant;
          });
      place.awaitSealed();
      assertEquals(601, place.chain(tenant).size());
    }
  }

  @Test
  void an_entry_soon_after_others_were_sealed_does_not_wait_for_the_poll() {
    try (var place = new AuditPlace();
        var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      TenantId tenant = AuditPlace.tenant();
      var log = new AuditLog(sealer);
      long begun = System.nanoTime();
      for (int n = 1; n <= 10; n++) {
        place.write(log, tenant, n, 1);
        long written = n;
        AuditPlace.await(() -> sealer.sealed() == written, "sealed");
      }
      // A poll is every second.
      assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos());
    }
  }

  @Test
  void a_transaction_has_its_id_before_its_first_position() throws SQLException {
    try (var place = new AuditPlace();
        var writer = PostgresServer.shared().connect("integraci_app", place.settings.name());
        var statement = writer.createStatement()) {
      TenantId tenant = AuditPlace.tenant();
      try (var superuser = place.superuser();
          var exhaust = superuser.createStatement()) {
        exhaust.execute("alter sequence app.audit_position maxvalue 1000 restart 1000");
        exhaust.execute("select nextval('app.audit_position')");
      }
      writer.setAutoCommit(false);
      statement.execute("select set_config('app.tenant_id', '" + tenant + "', true)");
      var before = writer.setSavepoint();
      var insert = "insert into app.audit_entry (tenant_id, body) values ('" + tenant + "', 'x')";
      var refused = assertThrows(SQLException.class, () -> statement.execute(insert));
      assertEquals("2200H", refused.getSQLState(), "no position left");
      writer.rollback(before);
      try (var rows = statement.executeQuery("select pg_current_xact_id_if_assigned() as id")) {
        rows.next();
        assertNotNull(rows.getString("id"));
      }
    }
  }

  @Test
  void what_is_sealed_is_not_searched_again() {
    try (var place = new AuditPlace();
        var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      TenantId tenant = AuditPlace.tenant();
      place.write(new AuditLog(sealer), tenant, 1, 3);
      place.awaitSealed();
      AuditPlace.await(
          () ->
              place.number("select coalesce(max(position), 0) from app.audit_low_water")
                  == place.number("select max(position) from app.audit_entry"),
          "the low-water mark at the last entry");
    }
  }

  @Test
  void a_sealer_whose_connections_are_cut_at_any_time_seals_everything_once() throws Exception {
    try (var place = new AuditPlace();
        var sealing = new AuditPlace(PostgresServer.shared(), place.settings);
        var sealer = Sealer.start(sealing.database, sealing.claims, place.policy)) {
      TenantId tenant = AuditPlace.tenant();
      var log = new AuditLog(sealer);
      long n = 0;
      long cuts;
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var cutting = executor.submit(() -> cut(place, 10));
        while (!cutting.isDone()) {
          place.write(log, tenant, n++, 3);
        }
        cuts = cutting.get();
      }
      assertTrue(cuts >= 10, "cut " + cuts);
      place.awaitSealed();
      assertEquals(3 * n, place.chain(tenant).size());
      assertEquals(0, place.split());
    }
  }

  /** Ends connections while they seal, until so many were; ends after a minute all the same. */
  private static long cut(AuditPlace place, int wanted) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    long cut = 0;
    try (var connection = place.superuser();
        var statement = connection.createStatement()) {
      while (cut < wanted && System.nanoTime() < end) {
        try (var rows =
            statement.executeQuery(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and state <> 'idle' and random() < 0.5
                and pid <> pg_backend_pid() and query ~ 'audit_seal|audit_low|current_xact_id'
                """)) {
          rows.next();
          cut += rows.getLong(1);
        }
      }
    }
    return cut;
  }

  private static AuditEvent event(TenantId tenant) {
    return AuditEvent.done(Resource.tenant(tenant));
  }

  private static Sealer settled(Sealer sealer) {
    AuditPlace.await(() -> sealer.lag().isZero(), "no lag");
    return sealer;
  }

  private static List<Change> changes(
      AuditPlace place, TenantId tenant, List<AuditLog> logs, int writers, int each)
      throws Exception {
    List<Future<List<Change>>> futures = new ArrayList<>();
    var numbers = new AtomicLong();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int w = 0; w < writers; w++) {
        AuditLog log = logs.get(w % logs.size());
        futures.add(
            executor.submit(
                () -> {
                  List<Change> made = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    long number = numbers.incrementAndGet();
                    long begun = System.nanoTime();
                    place.write(log, tenant, number, 1 + i % 3);
                    made.add(new Change(number, begun, System.nanoTime()));
                  }
                  return made;
                }));
      }
    }
    List<Change> all = new ArrayList<>();
    for (var future : futures) {
      all.addAll(future.get());
    }
    Collections.shuffle(all);
    return all;
  }

  private static void assertOrder(List<SealedEntry> chain, List<Change> changes) {
    var first = new HashMap<Long, Long>();
    var last = new HashMap<Long, Long>();
    for (var entry : chain) {
      var matcher = NUMBER.matcher(entry.body());
      assertTrue(matcher.find());
      long number = Long.parseLong(matcher.group(1));
      first.putIfAbsent(number, entry.sequence());
      last.put(number, entry.sequence());
    }
    assertEquals(changes.size(), first.size());
    long pairs = 0;
    for (Change a : changes) {
      for (Change b : changes) {
        if (a.acknowledged() < b.begun()) {
          pairs++;
          assertTrue(last.get(a.number()) < first.get(b.number()), a + " before " + b);
        }
      }
    }
    assertTrue(pairs > changes.size());
  }
}
