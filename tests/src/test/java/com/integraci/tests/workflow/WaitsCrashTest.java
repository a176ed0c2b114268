package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine's process, killed by SIGKILL in each statement of a wait: a lock of ours holds it
 * there. Another control plane goes on from what it left, and every signal counts once.
 */
@Tag("crash")
final class WaitsCrashTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SIGNALS = "lock table app.workflow_signal in access exclusive mode";
  private static final String JOURNAL = "lock table app.workflow_step in share mode";

  @TempDir private Path folder;

  /**
   * Where it dies.
   *
   * @param release what it runs
   * @param signalled whether the signal has been sent before
   * @param cancelled whether it has been cancelled before
   * @param lock what is held so that it stands there
   * @param stands the beginning of the statement it then stands at
   */
  record Place(String release, boolean signalled, boolean cancelled, String lock, String stands) {}

  static Stream<Place> places() {
    return Stream.of(
        new Place("waits", true, false, SIGNALS, "update app.workflow set due_at = now()"),
        new Place("waits", false, false, SIGNALS, "update app.workflow set due_at = now()"),
        new Place("waits first", true, false, SIGNALS, "update app.workflow_signal set taken_at"),
        new Place("waits first", true, false, JOURNAL, "update app.workflow_step set outcome"),
        new Place("waits first", false, true, JOURNAL, "update app.workflow_step set outcome"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void killed_there_it_ends_as_if_it_had_not_been(Place place)
      throws IOException, InterruptedException, SQLException {
    try (var floor = new Floor(EngineProcess.release(place.release()))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      if (place.signalled()) {
        floor.signal(tenant, id, "go", "k");
      }
      if (place.cancelled()) {
        floor.cancel(tenant, id);
      }
      dieAt(floor, place);
      floor.engine(Probe.NONE);
      if (!place.signalled() && !place.cancelled()) {
        floor.await(tenant, id, State.WAITING);
        floor.signal(tenant, id, "go", "k");
      }
      floor.await(tenant, id, place.cancelled() ? State.CANCELLED : State.SUCCEEDED);
      expect(floor, tenant, id, place);
    }
  }

  private void dieAt(Floor floor, Place place)
      throws IOException, InterruptedException, SQLException {
    var server = PostgresServer.shared();
    // What goes on is seen from outside the transaction that holds the lock: inside, it stands
    // still.
    try (var watch = server.superuser(floor.settings.name());
        var connection = server.superuser(floor.settings.name());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(place.lock());
      var process = EngineProcess.start(floor, folder.resolve("engine.log"), place.release());
      try {
        Await.until("it stands at " + place.stands(), LIMIT, () -> stands(watch, place));
      } finally {
        process.destroyForcibly().waitFor();
      }
      connection.rollback();
    }
  }

  private static boolean stands(Connection connection, Place place) {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                  and usename = 'integraci_app' and starts_with(ltrim(query), '%s')
                """
                    .formatted(place.stands()))) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The signal was taken once, each step was committed once, and no row is left open. */
  private static void expect(Floor floor, TenantId tenant, UUID id, Place place) {
    var journal = floor.journal(tenant, id);
    assertEquals(
        List.of(),
        journal.stream().filter(row -> row.endsWith("open") || row.endsWith("waiting")).toList());
    if (place.cancelled()) {
      assertEquals(List.of("one cancelled"), journal);
      assertEquals(List.of(), floor.layers(tenant));
    } else {
      assertEquals(1, journal.stream().filter(row -> row.endsWith("signalled")).count());
      assertEquals(List.of("one ready", "two ready"), floor.layers(tenant));
    }
  }
}
