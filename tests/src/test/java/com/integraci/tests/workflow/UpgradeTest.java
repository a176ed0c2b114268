package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Control planes of two releases, each a process of its own: a workflow goes on with the version of
 * its definition that it was started with.
 */
@Tag("crash")
final class UpgradeTest {

  @TempDir private Path folder;

  @Test
  void a_workflow_goes_on_with_its_version_under_a_release_that_has_a_later_one()
      throws IOException, InterruptedException {
    try (var former = new Floor(EngineProcess.release("first"));
        var later = new Floor(former.settings, EngineProcess.release("both"))) {
      var tenant = former.tenant("alpha");
      var old = former.start(tenant);
      var process = EngineProcess.start(former, folder.resolve("first.log"), "first");
      former.await(tenant, old, State.WAITING);
      process.destroyForcibly().waitFor();
      process = EngineProcess.start(later, folder.resolve("both.log"), "both");
      try {
        assertEquals(1, former.workflows().read(former.owner(tenant), old).workflow().version());
        later.signal(tenant, old, "go", "k");
        later.await(tenant, old, State.SUCCEEDED);
        assertEquals(
            List.of("one done", "two signalled", "two done", "three done"),
            steps(later, tenant, old));
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void both_releases_at_work_each_do_what_they_know() throws IOException, InterruptedException {
    try (var former = new Floor(EngineProcess.release("first"));
        var later = new Floor(former.settings, EngineProcess.release("both"))) {
      var tenant = former.tenant("alpha");
      var beta = former.tenant("beta");
      var one = EngineProcess.start(former, folder.resolve("first.log"), "first");
      var two = EngineProcess.start(later, folder.resolve("both.log"), "both");
      try {
        var old = former.start(tenant);
        var fresh = later.start(beta);
        later.signal(tenant, old, "go", "k");
        later.await(tenant, old, State.SUCCEEDED);
        later.await(beta, fresh, State.SUCCEEDED);
        assertEquals(List.of("one done", "new done", "three done"), steps(later, beta, fresh));
      } finally {
        one.destroyForcibly().waitFor();
        two.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void a_version_that_is_not_known_any_more_stops_as_stuck_and_harms_nothing()
      throws IOException, InterruptedException {
    try (var former = new Floor(EngineProcess.release("first"));
        var later = new Floor(former.settings, EngineProcess.release("second"))) {
      var tenant = former.tenant("alpha");
      var old = former.start(tenant);
      var process = EngineProcess.start(later, folder.resolve("second.log"), "second");
      try {
        var stuck = later.await(tenant, old, State.STUCK);
        assertEquals(
            "This release does not know version 1 of test.steps. Resume it under one that does.",
            stuck.error());
        assertEquals(List.of(), steps(later, tenant, old));
        assertEquals(1, later.entries(tenant));
      } finally {
        process.destroyForcibly().waitFor();
      }
      // Under a release that knows it, a person lets it go on, and nothing is missing.
      former.engine(Probe.NONE);
      former.workflows().interventions().resume(former.owner(tenant), old, "");
      former.signal(tenant, old, "go", "k");
      former.await(tenant, old, State.SUCCEEDED);
    }
  }

  /** Without attempts that a slow machine let a lease run out in. */
  private static List<String> steps(Floor floor, TenantId tenant, UUID id) {
    return floor.journal(tenant, id).stream().filter(row -> !row.endsWith(" lost")).toList();
  }
}
