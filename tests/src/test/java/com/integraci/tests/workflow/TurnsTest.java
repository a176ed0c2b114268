package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import com.integraci.appliance.workflow.WorkflowEngine.Limits;
import com.integraci.appliance.workflow.WorkflowView.State;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One tenant's flood delays that tenant only, and no tenant has more at work than it may. */
@Tag("crash")
final class TurnsTest {

  private static final int FLOOD = 200;
  private static final int PER_TENANT = 3;
  private static final Limits LIMITS =
      new Limits(4, Duration.ofSeconds(20), Duration.ofMillis(200), PER_TENANT);

  /** Takes a moment, and counts how many of each tenant do so at one time. */
  private record Counted(
      Map<TenantId, AtomicInteger> now, Map<TenantId, AtomicInteger> most, List<UUID> order)
      implements Step {

    Counted() {
      this(
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public Payload run(StepRun run) {
      order.add(run.workflow());
      var counter = now.computeIfAbsent(run.tenant(), _ -> new AtomicInteger());
      int many = counter.incrementAndGet();
      most.computeIfAbsent(run.tenant(), _ -> new AtomicInteger())
          .accumulateAndGet(many, Math::max);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      counter.decrementAndGet();
      return Payload.EMPTY;
    }
  }

  @Test
  void a_flood_of_one_tenant_lets_another_go_first_and_keeps_to_its_limit() {
    var step = new Counted();
    try (var floor =
        new Floor(
            new Definition(Floor.NAME, 1, Action.WORKFLOW_RUN, Exhausted.STOP, List.of(step)))) {
      var flooding = floor.tenant("alpha");
      var other = floor.tenant("beta");
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < FLOOD; i++) {
        ids.add(floor.start(flooding));
      }
      floor.engine(Probe.NONE, LIMITS);
      floor.engine(Probe.NONE, LIMITS);
      Await.until("the flood runs", Duration.ofSeconds(20), () -> step.order().size() > 10);
      int before = step.order().size();
      var alone = floor.start(other);
      floor.await(other, alone, State.SUCCEEDED);
      int ahead = step.order().indexOf(alone) - before;
      assertTrue(ahead < FLOOD / 4, ahead + " of the flood went before it");
      Await.until("the flood ends", Duration.ofSeconds(60), () -> ended(floor, flooding) == FLOOD);
      assertEquals(FLOOD + 1, step.order().size());
      assertTrue(step.most().get(flooding).get() <= PER_TENANT, step.most().toString());
      // In the order in which they were started, but for the few that run side by side.
      var flood = step.order().stream().filter(id -> !id.equals(alone)).toList();
      for (int i = 0; i < FLOOD; i++) {
        int moved = Math.abs(flood.indexOf(ids.get(i)) - i);
        assertTrue(moved <= 2 * PER_TENANT, "moved by " + moved);
      }
      System.out.println(ahead + " of the flood's " + FLOOD + " went before the other's one");
    }
  }

  private static long ended(Floor floor, TenantId tenant) {
    return floor
        .database
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    "select count(*) as n from app.workflow where ended_at is not null",
                    row -> row.number("n")))
        .orElseThrow();
  }
}
