package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowView.State;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An attempt is open from before its effect until it has ended, whatever happens to its worker and
 * whoever finds it: it is never forgotten, and never counted for another step.
 */
@Tag("crash")
final class OpenAttemptTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  private Definition definition(int version, ScriptedStep two) {
    return new Definition(
        Floor.NAME,
        version,
        Action.WORKFLOW_RUN,
        Exhausted.COMPENSATE,
        List.of(ScriptedStep.of("one", journal), two));
  }

  private void hang(Probe.Point point, String step) {
    if (point == Probe.Point.BEFORE_COMMIT && step.equals("two") && letGo.getCount() > 0) {
      hanging.countDown();
      WorkflowEngineTest.uninterruptibly(letGo);
    }
  }

  /** What a person sees while its worker is at work, and what the database holds. */
  @Test
  void an_attempt_is_open_while_its_effect_is_made() throws InterruptedException {
    try (var floor = new Floor(definition(1, ScriptedStep.of("two", journal)))) {
      var tenant = floor.tenant("alpha");
      var id = floor.start(tenant);
      floor.singleWorker((point, step, _) -> hang(point, step));
      assertTrue(hanging.await(10, TimeUnit.SECONDS));
      assertEquals(List.of("one done", "two open"), floor.journal(tenant, id));
      letGo.countDown();
      floor.await(tenant, id, State.SUCCEEDED);
      assertEquals("two done", floor.journal(tenant, id).getLast());
    }
  }

  @Test
  void what_must_not_be_repeated_is_still_open_when_its_version_is_known_again()
      throws InterruptedException {
    var once = definition(1, ScriptedStep.of("two", journal).once());
    try (var former = new Floor(once)) {
      var tenant = former.tenant("alpha");
      var id = strand(former, tenant);
      assertEquals(List.of("one done", "two open"), former.journal(tenant, id));
      former.workflows().interventions().resume(former.owner(tenant), id, "");
      former.await(tenant, id, State.AMBIGUOUS);
      assertEquals(List.of("one done", "two ambiguous"), former.journal(tenant, id));
      assertEquals(List.of("run one", "run two"), journal);
    }
  }

  @Test
  void resumed_at_another_step_it_was_lost_at_its_own() throws InterruptedException {
    try (var former = new Floor(definition(1, ScriptedStep.of("two", journal)))) {
      var tenant = former.tenant("alpha");
      var id = strand(former, tenant);
      former.workflows().interventions().resume(former.owner(tenant), id, "one");
      Await.until("it goes on", LIMIT, () -> former.journal(tenant, id).size() > 2);
      assertEquals(List.of("one done", "two lost"), former.journal(tenant, id).subList(0, 2));
      assertTrue(former.journal(tenant, id).get(2).startsWith("one "));
    }
  }

  /** Its worker hangs in the second step, and a release that does not know it finds it. */
  private UUID strand(Floor former, TenantId tenant) throws InterruptedException {
    var id = former.start(tenant);
    former.singleWorker((point, step, _) -> hang(point, step));
    assertTrue(hanging.await(10, TimeUnit.SECONDS));
    try (var later = new Floor(former.settings, definition(2, ScriptedStep.of("two", journal)))) {
      later.engine(Probe.NONE);
      later.await(tenant, id, State.STUCK);
    }
    letGo.countDown();
    return id;
  }
}
