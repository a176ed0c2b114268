package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Signal;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.Wait;
import com.integraci.appliance.workflow.WorkflowView.State;
import com.integraci.tests.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Timers, signals, deadlines and cancelling. */
@Tag("crash")
final class WaitsTest {

  private static final Wait FOR_GO = new Wait.ForSignal("go");
  private static final Duration SHORT = Duration.ofMillis(300);

  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());

  private ScriptedStep step(String name) {
    return ScriptedStep.of(name, journal);
  }

  private static Definition definition(Step... steps) {
    return new Definition(Floor.NAME, 1, Action.WORKFLOW_RUN, Exhausted.COMPENSATE, List.of(steps));
  }

  @Test
  void a_step_waits_for_its_moment_and_not_longer() {
    var moment = Instant.now().plus(Duration.ofSeconds(2));
    try (var floor =
        new Floor(definition(step("one"), step("two").after(new Wait.Until(moment))))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var waiting = floor.await(tenant, id, State.WAITING);
      assertEquals(Optional.of("two"), Optional.of(waiting.step()));
      assertEquals(List.of("run one"), journal);
      var ended = floor.await(tenant, id, State.SUCCEEDED);
      assertTrue(!ended.changedAt().isBefore(moment), ended.toString());
      assertEquals(List.of("one done", "two elapsed", "two done"), floor.journal(tenant, id));
    }
  }

  @Test
  void a_signal_ends_the_wait_of_a_first_step_and_of_a_later_one() {
    try (var floor = new Floor(definition(step("one").after(FOR_GO), step("two").after(FOR_GO)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      assertEquals(Optional.empty(), floor.await(tenant, id, State.WAITING).dueAt());
      floor.signal(tenant, id, "other", "x");
      floor.signal(tenant, id, "go", "first");
      // Sent twice, it counts once: step two waits for one of its own.
      floor.signal(tenant, id, "go", "first");
      awaitStep(floor, tenant, id, "two");
      assertEquals(List.of("run one", "one told first"), journal);
      floor.signal(tenant, id, "go", "second");
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(
          List.of("run one", "one told first", "run two", "two told second"), List.copyOf(journal));
      assertThrows(Conflict.class, () -> floor.signal(tenant, id, "go", "third"));
    }
  }

  @Test
  void signals_that_come_early_are_kept_in_their_order() {
    try (var floor =
        new Floor(
            definition(step("one"), step("two").after(FOR_GO), step("three").after(FOR_GO)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.signal(tenant, id, "go", "b");
      floor.signal(tenant, id, "go", "a");
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(
          List.of("run one", "run two", "two told b", "run three", "three told a"), journal);
    }
  }

  @Test
  void a_key_with_another_signal_and_too_many_signals_are_refused() {
    try (var floor = new Floor(definition(step("one").after(FOR_GO)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.signal(tenant, id, "go", "k0");
      assertThrows(Conflict.class, () -> floor.signal(tenant, id, "stop", "k0"));
      for (int i = 1; i < 100; i++) {
        floor.signal(tenant, id, "go", "k" + i);
      }
      assertThrows(Conflict.class, () -> floor.signal(tenant, id, "go", "k100"));
    }
  }

  @Test
  void whichever_comes_first_ends_a_wait() {
    var either = new Wait.ForSignalWithin("go", SHORT, Wait.Late.RUNS);
    try (var floor = new Floor(definition(step("one").after(either)))) {
      var tenant = floor.tenant("alpha");
      var timed = floor.start(tenant);
      var other = floor.tenant("beta");
      var told = floor.start(other);
      floor.signal(other, told, "go", "k");
      floor.engine(Probe.NONE);
      floor.await(other, told, State.SUCCEEDED);
      assertEquals(List.of("one elapsed", "one done"), awaitedJournal(floor, tenant, timed));
      assertEquals(List.of("one signalled", "one done"), floor.journal(other, told));
    }
  }

  @Test
  void a_wait_whose_deadline_passes_turns_the_workflow_round() {
    var deadline = new Wait.ForSignalWithin("go", SHORT, Wait.Late.FAILS);
    try (var floor = new Floor(definition(step("one"), step("two").after(deadline)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var failed = floor.await(tenant, id, State.FAILED);
      assertEquals("What it waited for did not come in time.", failed.error());
      assertEquals(List.of("run one", "undo one"), journal);
      assertEquals(List.of("one done", "two late", "back one done"), floor.journal(tenant, id));
    }
  }

  @Test
  void a_workflow_whose_deadline_passes_turns_round_while_it_waits() {
    try (var floor =
        new Floor(
            definition(step("one"), step("two").after(FOR_GO)).within(Duration.ofSeconds(4)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      assertEquals("Its deadline has passed.", floor.await(tenant, id, State.FAILED).error());
      assertEquals(List.of("run one", "undo one"), journal);
    }
  }

  @Test
  void a_workflow_whose_deadline_passes_in_a_step_does_not_begin_the_next() {
    var slow =
        ScriptedStep.of(
            "one", journal, _ -> LockSupport.parkNanos(Duration.ofSeconds(4).toNanos()));
    try (var floor = new Floor(definition(slow, step("two")).within(Duration.ofSeconds(3)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.FAILED);
      assertEquals(List.of("run one", "undo one"), journal);
      assertEquals(List.of("one removed"), floor.layers(tenant));
    }
  }

  @Test
  void a_waiting_workflow_is_cancelled_and_takes_back_what_it_did() {
    try (var floor = new Floor(definition(step("one"), step("two").after(FOR_GO)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.WAITING);
      floor.cancel(tenant, id);
      floor.await(tenant, id, State.CANCELLED);
      assertEquals(List.of("run one", "undo one"), journal);
      assertEquals(
          List.of("one done", "two cancelled", "back one done"), floor.journal(tenant, id));
      assertThrows(Conflict.class, () -> floor.cancel(tenant, id));
    }
  }

  @Test
  void cancelled_in_the_midst_of_a_step_it_ends_the_step_and_turns_round() throws Exception {
    var begun = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var slow =
        ScriptedStep.of(
            "two",
            journal,
            _ -> {
              begun.countDown();
              WorkflowEngineTest.uninterruptibly(cancelled);
            });
    try (var floor = new Floor(definition(step("one"), slow, step("three")))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      begun.await();
      floor.cancel(tenant, id);
      assertEquals(
          "cancel", floor.workflows().read(floor.owner(tenant), id).workflow().waiting().asked());
      cancelled.countDown();
      floor.await(tenant, id, State.CANCELLED);
      assertEquals(List.of("run one", "run two", "undo two", "undo one"), journal);
      assertEquals(List.of("one removed", "two removed"), floor.layers(tenant));
    }
  }

  @Test
  void what_has_to_be_done_in_the_end_can_not_be_cancelled() {
    try (var floor = new Floor(Exhausted.STOP, step("one").after(FOR_GO))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      assertThrows(Conflict.class, () -> floor.cancel(tenant, id));
    }
  }

  @Test
  void a_stuck_workflow_is_compensated() {
    var broken =
        ScriptedStep.of(
            "two",
            journal,
            _ -> {
              throw new IllegalStateException("a bug");
            });
    var stops =
        new Definition(
            Floor.NAME, 1, Action.WORKFLOW_RUN, Exhausted.STOP, List.of(step("one"), broken));
    try (var floor = new Floor(stops.cancellable())) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.STUCK);
      floor.workflows().interventions().compensate(floor.owner(tenant), id);
      floor.await(tenant, id, State.FAILED);
      assertEquals(List.of("one removed"), floor.layers(tenant));
      assertEquals(
          List.of("undo two", "undo one"), journal.subList(journal.size() - 2, journal.size()));
    }
  }

  @Test
  void another_tenants_workflow_takes_nothing() {
    try (var floor = new Floor(definition(step("one").after(FOR_GO)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      var beta = floor.tenant("beta");
      assertThrows(NotFound.class, () -> floor.signal(beta, id, "go", "k"));
      assertThrows(NotFound.class, () -> floor.cancel(beta, id));
      // Nor by a permit of the other's, where a step signals another workflow.
      var permit = floor.policy.system(beta, id, Action.WORKFLOW_RUN, Resource.tenant(beta));
      assertThrows(
          NotFound.class,
          () ->
              floor.database.inTenant(
                  beta,
                  tx -> {
                    floor
                        .workflows()
                        .interventions()
                        .signal(tx, permit, id, new Signal("go", "k", Payload.of(Map.of())));
                    return id;
                  }));
      floor
          .workflows()
          .interventions()
          .signal(floor.operator(), id, new Signal("go", "k", Payload.of(Map.of("key", "k"))));
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
    }
  }

  private static List<String> awaitedJournal(Floor floor, TenantId tenant, UUID id) {
    floor.await(tenant, id, State.SUCCEEDED);
    return floor.journal(tenant, id);
  }

  private static void awaitStep(Floor floor, TenantId tenant, UUID id, String step) {
    Await.until(
        step + " waits",
        Duration.ofSeconds(10),
        () -> {
          var view = floor.workflows().read(floor.owner(tenant), id).workflow();
          return view.state() == State.WAITING && view.step().equals(step);
        });
  }
}
