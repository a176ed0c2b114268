package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Interventions.Decision;
import com.integraci.appliance.workflow.OutcomeUnknown;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An outcome that is not known is never tried again blindly: a person says what became of it. */
@Tag("crash")
final class AmbiguousTest {

  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());

  private Floor floor(ScriptedStep step) {
    return new Floor(
        new Definition(
            Floor.NAME,
            1,
            Action.WORKFLOW_RUN,
            Exhausted.COMPENSATE,
            List.of(ScriptedStep.of("one", journal), step, ScriptedStep.of("three", journal))));
  }

  private ScriptedStep unsure() {
    return ScriptedStep.of(
        "two",
        journal,
        before -> {
          if (before == 0) {
            throw new OutcomeUnknown("The bank did not answer.");
          }
        });
  }

  private static void resolve(Floor floor, TenantId tenant, UUID id, Decision decision) {
    floor
        .workflows()
        .interventions()
        .resolve(floor.owner(tenant), id, decision, Payload.of(Map.of()));
  }

  @Test
  void done_says_a_person_and_only_our_rows_are_changed() {
    try (var floor = floor(unsure())) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      assertEquals("The bank did not answer.", floor.await(tenant, id, State.AMBIGUOUS).error());
      assertThrows(
          Conflict.class,
          () -> floor.workflows().interventions().resume(floor.owner(tenant), id, ""));
      long before = floor.entries(tenant);
      resolve(floor, tenant, id, Decision.DONE);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(List.of("run one", "run two", "run three"), journal);
      assertEquals(List.of("one ready", "three ready", "two ready"), floor.layers(tenant));
      // The decision, and two steps done.
      assertEquals(before + 3, floor.entries(tenant));
      assertThrows(Conflict.class, () -> resolve(floor, tenant, id, Decision.DONE));
    }
  }

  @Test
  void not_done_says_a_person_and_it_is_tried_again() {
    try (var floor = floor(unsure())) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.AMBIGUOUS);
      resolve(floor, tenant, id, Decision.RETRY);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(List.of("run one", "run two", "run two", "run three"), journal);
    }
  }

  @Test
  void a_person_may_have_it_taken_back() {
    try (var floor = floor(unsure())) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.AMBIGUOUS);
      resolve(floor, tenant, id, Decision.COMPENSATE);
      floor.await(tenant, id, State.FAILED);
      assertEquals(List.of("run one", "run two", "undo two", "undo one"), journal);
    }
  }

  @Test
  void what_is_not_repeatable_and_fails_unforeseen_is_not_tried_again() {
    var once =
        ScriptedStep.of(
                "two",
                journal,
                _ -> {
                  throw new IllegalStateException("half sent");
                })
            .once();
    try (var floor = floor(once)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.AMBIGUOUS);
      assertEquals(List.of("run one", "run two"), journal);
    }
  }

  @Test
  void what_is_not_repeatable_and_loses_its_worker_is_not_tried_again() throws Exception {
    var hanging = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    Probe hang =
        (point, step, _) -> {
          if (point == Probe.Point.BEFORE_COMMIT && step.equals("two") && letGo.getCount() > 0) {
            hanging.countDown();
            WorkflowEngineTest.uninterruptibly(letGo);
          }
        };
    try (var floor = floor(ScriptedStep.of("two", journal).once())) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.singleWorker(hang);
      assertTrue(hanging.await(10, TimeUnit.SECONDS));
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.AMBIGUOUS);
      letGo.countDown();
      assertEquals(List.of("one done", "two ambiguous"), floor.journal(tenant, id));
      assertEquals(List.of("run one", "run two"), journal);
      assertEquals(List.of("one ready"), floor.layers(tenant));
    }
  }
}
