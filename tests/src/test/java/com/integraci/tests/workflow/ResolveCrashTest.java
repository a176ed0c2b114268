package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.workflow.Interventions.Decision;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine's process, killed by SIGKILL around the step that a person has decided about, and
 * around what a deadline has taken back: the decision stands, and nothing is tried again.
 */
@Tag("crash")
final class ResolveCrashTest {

  @TempDir private Path folder;

  /** Where it dies after which decision. */
  record Death(Decision decision, Probe.Point point) {}

  static List<Death> deaths() {
    var deaths = new ArrayList<Death>();
    for (var point : Probe.Point.values()) {
      deaths.add(new Death(Decision.DONE, point));
      deaths.add(new Death(Decision.COMPENSATE, point));
    }
    return deaths;
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void killed_there_the_decision_stands(Death death) {
    boolean back = death.decision() == Decision.COMPENSATE;
    try (var floor = new Floor(EngineProcess.release("unsure"))) {
      var tenant = floor.tenant("alpha");
      var id = ambiguous(floor, tenant);
      floor
          .workflows()
          .interventions()
          .resolve(floor.owner(tenant), id, death.decision(), Payload.EMPTY);
      die(floor, "unsure", "two", death.point(), back);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, back ? State.FAILED : State.SUCCEEDED);
      // Step two is unsure each time that it is tried: once it was.
      var rows = floor.journal(tenant, id);
      assertEquals(1, rows.stream().filter(row -> row.equals("two ambiguous")).count());
      assertEquals(0, rows.stream().filter(row -> row.endsWith("open")).count());
      assertEquals(
          back ? List.of("one removed") : List.of("one ready", "two ready"), floor.layers(tenant));
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void killed_while_a_deadline_takes_it_back_it_is_taken_back(Probe.Point point) {
    try (var floor = new Floor(EngineProcess.release("hurried"))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      die(floor, "hurried", "one", point, true);
      floor.engine(Probe.NONE);
      assertEquals("Its deadline has passed.", floor.await(tenant, id, State.FAILED).error());
      assertEquals(List.of("one removed"), floor.layers(tenant));
    }
  }

  static List<Probe.Point> points() {
    return List.of(Probe.Point.values());
  }

  private void die(Floor floor, String release, String step, Probe.Point point, boolean back) {
    EngineProcess.die(floor, folder.resolve("engine.log"), release, step, point.name(), "" + back);
  }

  private static UUID ambiguous(Floor floor, TenantId tenant) {
    var id = floor.start(tenant);
    try (var _ = floor.engine(Probe.NONE)) {
      floor.await(tenant, id, State.AMBIGUOUS);
    }
    return id;
  }
}
