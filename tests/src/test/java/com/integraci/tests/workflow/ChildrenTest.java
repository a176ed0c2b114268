package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Child;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.Wait;
import com.integraci.appliance.workflow.WorkflowEngine.Limits;
import com.integraci.appliance.workflow.WorkflowView;
import com.integraci.appliance.workflow.WorkflowView.State;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workflows that start others and wait for them. */
@Tag("crash")
final class ChildrenTest {

  static final String CHILD = "test.child";
  static final Wait.ForChildren TWINS = of("ann", "bob");

  private static final Wait FOR_GO = new Wait.ForSignal("go");
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());

  static Wait.ForChildren of(String... names) {
    return new Wait.ForChildren(
        List.of(names).stream()
            .map(name -> new Child(CHILD, Payload.of(Map.of("name", name))))
            .toList());
  }

  /** Begins, then works when what it waits for has come. */
  static Definition child(Wait before, List<String> journal) {
    return child(
        Exhausted.COMPENSATE,
        ChildStep.of("begin", journal),
        new ChildStep("work", journal, before, _ -> {}));
  }

  private static Definition child(Exhausted exhausted, Step... steps) {
    return new Definition(CHILD, 1, Action.WORKFLOW_RUN, exhausted, List.of(steps));
  }

  private static Definition parent(Step... steps) {
    return new Definition(Floor.NAME, 1, Action.WORKFLOW_RUN, Exhausted.COMPENSATE, List.of(steps));
  }

  private ScriptedStep step(String name) {
    return ScriptedStep.of(name, journal);
  }

  @Test
  void a_parent_waits_without_a_worker_and_is_told_how_its_children_ended() {
    try (var floor =
        new Floor(parent(step("one"), step("two").after(TWINS)), child(FOR_GO, journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var twins = awaitChildren(floor, tenant, id, State.WAITING);
      var waiting = floor.await(tenant, id, State.WAITING);
      assertEquals(Optional.empty(), waiting.dueAt());
      assertEquals(2, waiting.family().awaited());
      assertEquals(Optional.of(id), twins.getFirst().family().parent());
      floor.signal(tenant, twins.getFirst().id(), "go", "k");
      floor.await(tenant, twins.getFirst().id(), State.SUCCEEDED);
      assertEquals(State.WAITING, floor.await(tenant, id, State.WAITING).state());
      floor.signal(tenant, twins.getLast().id(), "go", "k");
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(
          List.of("run two", "two told SUCCEEDED{by=ann}", "two told SUCCEEDED{by=bob}"),
          journal.subList(journal.size() - 3, journal.size()));
      assertEquals(List.of("one done", "two joined", "two done"), floor.journal(tenant, id));
      // Two of the parent's, two started, and two of each child's; the signals' are the owner's.
      assertEquals(2 + 2 + 4 + 2, floor.entries(tenant));
    }
  }

  @Test
  void a_first_step_may_wait_for_children_as_well() {
    try (var floor = new Floor(parent(step("one").after(TWINS)), child(Wait.NOTHING, journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(2, floor.children(tenant, id).size());
    }
  }

  @Test
  void a_child_that_fails_is_told_and_the_step_decides() {
    var picky =
        ScriptedStep.of(
            "two",
            journal,
            _ -> {
              throw new Conflict("A child has failed.");
            });
    var failing =
        new ChildStep(
            "work",
            journal,
            Wait.NOTHING,
            name -> {
              if (name.equals("bob")) {
                throw new Conflict("Bob can't.");
              }
            });
    try (var floor =
        new Floor(parent(step("one"), picky.after(TWINS)), child(Exhausted.COMPENSATE, failing))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      assertEquals("A child has failed.", floor.await(tenant, id, State.FAILED).error());
      assertTrue(journal.contains("two told SUCCEEDED{by=ann}"), journal.toString());
      assertTrue(journal.contains("two told FAILED{}"), journal.toString());
      assertEquals(
          List.of("undo two", "undo one"), journal.subList(journal.size() - 2, journal.size()));
    }
  }

  @Test
  void cancelled_it_cancels_its_children_first_and_waits_for_them() {
    try (var floor =
        new Floor(parent(step("one"), step("two").after(TWINS)), child(FOR_GO, journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var twins = awaitChildren(floor, tenant, id, State.WAITING);
      floor.cancel(tenant, id);
      floor.await(tenant, id, State.CANCELLED);
      twins.forEach(twin -> floor.await(tenant, twin.id(), State.CANCELLED));
      int parents = journal.indexOf("undo two");
      assertTrue(journal.indexOf("ann undo begin") < parents, journal.toString());
      assertTrue(journal.indexOf("bob undo begin") < parents, journal.toString());
      assertEquals(
          List.of("one done", "two cancelled", "back two done", "back one done"),
          floor.journal(tenant, id));
    }
  }

  @Test
  void a_child_that_has_to_be_done_is_waited_for_though_the_parent_was_cancelled() {
    var must = child(Exhausted.STOP, new ChildStep("work", journal, FOR_GO, _ -> {}));
    try (var floor = new Floor(parent(step("one"), step("two").after(of("ann"))), must)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var child = awaitChildren(floor, tenant, id, State.WAITING).getFirst().id();
      floor.cancel(tenant, id);
      Await.until("its worker has looked", BOUND, () -> view(floor, tenant, id).dueAt().isEmpty());
      assertEquals(State.WAITING, view(floor, tenant, child).state());
      floor.signal(tenant, child, "go", "k");
      floor.await(tenant, id, State.CANCELLED);
      assertEquals(State.SUCCEEDED, view(floor, tenant, child).state());
      assertTrue(!journal.contains("run two"), journal.toString());
    }
  }

  @Test
  void a_parent_whose_deadline_passes_takes_its_children_back_and_is_not_due_meanwhile() {
    var must = child(Exhausted.STOP, new ChildStep("work", journal, FOR_GO, _ -> {}));
    var hurried = parent(step("one"), step("two").after(of("ann"))).within(Duration.ofSeconds(3));
    try (var floor = new Floor(hurried, must)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var child = awaitChildren(floor, tenant, id, State.WAITING).getFirst().id();
      Await.until("its worker has looked", BOUND, () -> view(floor, tenant, id).dueAt().isEmpty());
      assertEquals(State.WAITING, view(floor, tenant, id).state());
      floor.signal(tenant, child, "go", "k");
      assertEquals("Its deadline has passed.", floor.await(tenant, id, State.FAILED).error());
      assertEquals(
          List.of("one done", "two late", "back two done", "back one done"),
          floor.journal(tenant, id));
    }
  }

  @Test
  void a_child_that_is_stuck_shows_at_its_parent_until_a_person_resumes_it() {
    var attempts = new ArrayList<String>();
    var broken =
        new ChildStep(
            "work",
            attempts,
            Wait.NOTHING,
            _ -> {
              if (attempts.size() <= 2) {
                throw new IllegalStateException("a bug");
              }
            });
    try (var floor =
        new Floor(
            parent(step("one"), step("two").after(of("ann"))), child(Exhausted.STOP, broken))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE);
      var child = awaitChildren(floor, tenant, id, State.STUCK).getFirst().id();
      var parent = view(floor, tenant, id);
      assertEquals(State.WAITING, parent.state());
      assertEquals(1, parent.family().halted());
      assertEquals(1, floor.workflows().read(floor.operator(), id).workflow().family().halted());
      floor.workflows().interventions().resume(floor.owner(tenant), child, "");
      floor.await(tenant, id, State.SUCCEEDED);
    }
  }

  @Test
  void children_have_children_to_a_bound_and_not_further() {
    var again = new Child(Floor.NAME, Payload.of(Map.of("name", "again")));
    var endless =
        parent(
            ChildStep.of("one", journal),
            new ChildStep("two", journal, new Wait.ForChildren(List.of(again)), _ -> {}));
    try (var floor = new Floor(endless)) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant, Payload.of(Map.of("name", "first")));
      floor.engine(Probe.NONE);
      floor.await(tenant, id, State.SUCCEEDED);
      var all = floor.list(floor.owner(tenant));
      assertEquals(4, all.size());
      var refused = all.stream().filter(one -> one.state() == State.FAILED).toList();
      assertEquals(1, refused.size());
      assertTrue(refused.getFirst().error().contains("more than 3 above it"), refused.toString());
    }
  }

  @Test
  void a_team_with_one_place_does_not_wait_for_itself() {
    var names = IntStream.range(0, Wait.ForChildren.CHILDREN_MAX).mapToObj(i -> "c" + i);
    try (var floor =
        new Floor(
            parent(step("one"), step("two").after(of(names.toArray(String[]::new)))),
            child(Wait.NOTHING, journal))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.engine(Probe.NONE, new Limits(1, Duration.ofSeconds(20), Duration.ofMillis(50), 1));
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals(Wait.ForChildren.CHILDREN_MAX, floor.children(tenant, id).size());
    }
  }

  @Test
  void no_end_of_children_that_end_at_one_moment_is_overlooked() {
    var quiet = child(Exhausted.COMPENSATE, ChildStep.of("work", journal));
    var waits = new ChildStep("join", journal, of("a", "b", "c", "d"), _ -> {});
    try (var floor = new Floor(parent(waits), quiet)) {
      var parents = new ArrayList<Map.Entry<TenantId, UUID>>();
      for (int i = 0; i < 10; i++) {
        var tenant = floor.tenant("team" + i + "x");
        for (int n = 0; n < 4; n++) {
          var payload = Payload.of(Map.of("name", "parent"));
          parents.add(Map.entry(tenant, floor.start(tenant, payload)));
        }
      }
      floor.engine(Probe.NONE);
      floor.engine(Probe.NONE);
      parents.forEach(one -> floor.await(one.getKey(), one.getValue(), State.SUCCEEDED));
      assertEquals(40, Collections.frequency(journal, "parent join"));
      assertEquals(160, journal.stream().filter(line -> line.endsWith(" work")).count());
    }
  }

  private static WorkflowView view(Floor floor, TenantId tenant, UUID id) {
    return floor.workflows().read(floor.owner(tenant), id).workflow();
  }

  /** Waits until all that the workflow has started are in the state, one at least. */
  static List<WorkflowView> awaitChildren(Floor floor, TenantId tenant, UUID id, State wanted) {
    Await.until(
        "its children are " + wanted,
        BOUND,
        () -> {
          var children = floor.children(tenant, id);
          return !children.isEmpty()
              && children.stream().allMatch(child -> child.state() == wanted);
        });
    return floor.children(tenant, id);
  }
}
