package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("crash")
final class WorkflowEngineTest {

  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());

  @Test
  void each_step_commits_its_change_and_its_entry_in_order() {
    try (var floor =
        new Floor(
            Exhausted.STOP, ScriptedStep.of("one", journal), ScriptedStep.of("two", journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(List.of("run one", "run two"), journal);
      assertEquals(List.of("one ready", "two ready"), floor.layers(tenant));
      assertEquals(2, floor.entries(tenant));
    }
  }

  @Test
  void what_is_away_for_a_moment_is_tried_again() {
    var flaky =
        ScriptedStep.of(
            "one",
            journal,
            before -> {
              if (before < 2) {
                throw new Unavailable("keycloak", "Keycloak does not answer.", null);
              }
            });
    try (var floor = new Floor(Exhausted.STOP, flaky)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(3, journal.size());
      var attempts = floor.workflows().read(floor.owner(tenant), id).attempts();
      assertEquals(
          List.of("done", "failed", "failed"), attempts.stream().map(a -> a.outcome()).toList());
      assertEquals("Keycloak does not answer.", attempts.getLast().error());
    }
  }

  @Test
  void a_step_that_can_not_succeed_undoes_itself_and_all_before_it() {
    var hopeless =
        ScriptedStep.of(
            "three",
            journal,
            _ -> {
              throw new Conflict("It is another's.");
            });
    try (var floor =
        new Floor(
            Exhausted.STOP,
            ScriptedStep.of("one", journal),
            ScriptedStep.of("two", journal),
            hopeless,
            ScriptedStep.of("four", journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.FAILED);
      assertEquals(
          List.of("run one", "run two", "run three", "undo three", "undo two", "undo one"),
          journal);
      assertEquals(List.of("one removed", "two removed"), floor.layers(tenant));
      // Two steps done, one failed, three undone.
      assertEquals(6, floor.entries(tenant));
    }
  }

  @Test
  void used_up_attempts_leave_it_stuck_until_a_person_resumes_it() {
    var mended = new AtomicBoolean();
    var broken =
        ScriptedStep.of(
            "two",
            journal,
            _ -> {
              if (!mended.get()) {
                throw new IllegalStateException("a bug");
              }
            });
    try (var floor = new Floor(Exhausted.STOP, ScriptedStep.of("one", journal), broken)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var stuck = floor.await(tenant, id, State.STUCK);
      assertEquals("java.lang.IllegalStateException", stuck.error());
      assertEquals(stuck.id(), floor.list(floor.owner(tenant)).getFirst().id());
      var owner = floor.owner(tenant);
      assertThrows(
          Invalid.class, () -> floor.workflows().interventions().resume(owner, id, "three"));
      mended.set(true);
      floor.workflows().interventions().resume(owner, id, "");
      floor.await(tenant, id, State.SUCCEEDED);
      assertThrows(Conflict.class, () -> floor.workflows().interventions().resume(owner, id, ""));
      assertEquals(1, Collections.frequency(journal, "run one"));
    }
  }

  @Test
  void another_tenants_workflow_does_not_exist() {
    try (var floor = new Floor(Exhausted.STOP, ScriptedStep.of("one", journal))) {
      var id = floor.start(floor.tenant("alpha"));
      var other = floor.owner(floor.tenant("beta"));
      assertThrows(NotFound.class, () -> floor.workflows().read(other, id));
      assertThrows(NotFound.class, () -> floor.workflows().interventions().resume(other, id, ""));
      assertEquals(List.of(), floor.list(other));
      assertEquals(id, floor.list(floor.operator()).getFirst().id());
    }
  }

  @Test
  void an_engine_takes_over_from_one_that_hangs_and_fences_it_off() throws InterruptedException {
    var hanging = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    Probe hang =
        (point, step, _) -> {
          if (point == Probe.Point.BEFORE_COMMIT && step.equals("one") && letGo.getCount() > 0) {
            hanging.countDown();
            uninterruptibly(letGo);
          }
        };
    try (var floor =
        new Floor(
            Exhausted.STOP, ScriptedStep.of("one", journal), ScriptedStep.of("two", journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.singleWorker(hang);
      assertTrue(hanging.await(10, TimeUnit.SECONDS));
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      letGo.countDown();
      var attempts = floor.workflows().read(floor.owner(tenant), id).attempts();
      assertEquals(
          List.of("done", "done", "lost"), attempts.stream().map(a -> a.outcome()).toList());
      assertEquals(List.of("run one", "run one", "run two"), journal);
      assertEquals(List.of("one ready", "two ready"), floor.layers(tenant));
      assertEquals(2, floor.entries(tenant));
    }
  }

  @Test
  void two_engines_share_the_work_and_do_each_once() {
    try (var floor = new Floor(Exhausted.STOP, ScriptedStep.of("one", journal))) {
      var tenants = new ArrayList<com.integraci.appliance.database.TenantId>();
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < 30; i++) {
        tenants.add(floor.tenant("team" + i + "x"));
        ids.add(floor.start(tenants.getLast()));
      }
      floor.engine(Probe.NONE);
      floor.engine(Probe.NONE);
      for (int i = 0; i < ids.size(); i++) {
        floor.await(tenants.get(i), ids.get(i), State.SUCCEEDED);
      }
      assertEquals(30, journal.size());
    }
  }

  static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
