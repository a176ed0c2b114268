package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine's process, killed by SIGKILL around each step of a parent and of its children, and in
 * the transactions that start and cancel them. Another goes on: each child was started once, each
 * step was committed once, and all are undone where they are to be.
 */
@Tag("crash")
final class ChildrenCrashTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TAKEN_PLACE =
      """
      insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step,
          due_at, parent_id, parent_number, child_index, depth)
      select tenant_id, gen_random_uuid(), 'test.child', 1, '{}', 'running', 'work', now(),
          workflow_id, 2, 1, 1
      from app.workflow
      """;

  @TempDir private Path folder;

  /** Where it dies. */
  record Death(String release, String step, Probe.Point point, boolean undoing) {}

  static List<Death> deaths() {
    var deaths = new ArrayList<Death>();
    for (var point : Probe.Point.values()) {
      for (var step : List.of("one", "begin", "work", "two", "three")) {
        deaths.add(new Death("children work", step, point, false));
      }
      for (var step : List.of("three", "two", "one")) {
        deaths.add(new Death("children doomed", step, point, true));
      }
    }
    return deaths;
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void killed_there_it_ends_as_if_it_had_not_been(Death death) {
    try (var floor = new Floor(EngineProcess.release(death.release()))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      EngineProcess.die(
          floor,
          folder.resolve("engine.log"),
          death.release(),
          death.step(),
          death.point().name(),
          "" + death.undoing());
      floor.engine(Probe.NONE);
      floor.await(tenant, id, death.undoing() ? State.FAILED : State.SUCCEEDED);
      expectWhole(floor, tenant, id, State.SUCCEEDED);
      var state = death.undoing() ? "removed" : "ready";
      var expected = new ArrayList<>(List.of("one " + state, "two " + state));
      if (!death.undoing()) {
        expected.add(1, "three ready");
      }
      assertEquals(expected, floor.layers(tenant));
    }
  }

  @Test
  void killed_while_it_takes_a_child_back_it_takes_back_all() {
    for (var point : Probe.Point.values()) {
      try (var floor = new Floor(EngineProcess.release("children"))) {
        var tenant = floor.tenant("alpha");
        var id = waitingForTwins(floor, tenant);
        floor.cancel(tenant, id);
        EngineProcess.die(
            floor, folder.resolve("back.log"), "children", "begin", point.name(), "true");
        expectCancelled(floor, tenant, id);
      }
    }
  }

  @Test
  void killed_in_the_transaction_that_starts_them_it_starts_each_once()
      throws IOException, InterruptedException, SQLException {
    try (var floor = new Floor(EngineProcess.release("children work"))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      dieAt(
          floor,
          "children work",
          "insert into app.workflow (tenant_id",
          "set session_replication_role = replica",
          TAKEN_PLACE);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      expectWhole(floor, tenant, id, State.SUCCEEDED);
    }
  }

  @Test
  void killed_in_the_transaction_that_cancels_them_it_cancels_them()
      throws IOException, InterruptedException, SQLException {
    try (var floor = new Floor(EngineProcess.release("children"))) {
      var tenant = floor.tenant("alpha");
      var id = waitingForTwins(floor, tenant);
      floor.cancel(tenant, id);
      dieAt(
          floor,
          "children",
          "update app.workflow\nset asked",
          "select 1 from app.workflow where depth = 1 for update");
      expectCancelled(floor, tenant, id);
    }
  }

  /** An engine of ours brings it there and is gone. */
  private static UUID waitingForTwins(Floor floor, TenantId tenant) {
    var id = floor.start(tenant);
    try (var _ = floor.engine(Probe.NONE)) {
      ChildrenTest.awaitChildren(floor, tenant, id, State.WAITING);
    }
    return id;
  }

  private static void expectCancelled(Floor floor, TenantId tenant, UUID id) {
    floor.engine(Probe.NONE);
    floor.await(tenant, id, State.CANCELLED);
    expectWhole(floor, tenant, id, State.CANCELLED);
    assertEquals(List.of("one removed"), floor.layers(tenant));
  }

  /** Both children ended so, and no row of any journal is left open. */
  private static void expectWhole(Floor floor, TenantId tenant, UUID id, State wanted) {
    var children = floor.children(tenant, id);
    assertEquals(2, children.size(), children.toString());
    assertTrue(children.stream().allMatch(child -> child.state() == wanted), children.toString());
    var rows = new ArrayList<>(floor.journal(tenant, id));
    children.forEach(child -> rows.addAll(floor.journal(tenant, child.id())));
    assertEquals(
        List.of(),
        rows.stream().filter(row -> row.endsWith("open") || row.endsWith("waiting")).toList());
  }

  private void dieAt(Floor floor, String release, String stands, String... locks)
      throws IOException, InterruptedException, SQLException {
    var server = PostgresServer.shared();
    try (var watch = server.superuser(floor.settings.name());
        var connection = server.superuser(floor.settings.name());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var lock : locks) {
        statement.execute(lock);
      }
      var process = EngineProcess.start(floor, folder.resolve("engine.log"), release);
      try {
        Await.until("it stands at " + stands, LIMIT, () -> stands(watch, stands));
      } finally {
        process.destroyForcibly().waitFor();
      }
      connection.rollback();
    }
  }

  private static boolean stands(Connection connection, String where) {
    try (var statement =
        connection.prepareStatement(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
              and usename = 'integraci_app' and starts_with(ltrim(query), ?)
            """)) {
      statement.setString(1, where);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getInt(1) > 0;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
