package com.integraci.tests.workflow;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import com.integraci.appliance.workflow.UnauditedEngine;
import com.integraci.appliance.workflow.WorkSignal;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.appliance.workflow.Workflows;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.bench.Interleaved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Our engine as it is shipped, on workflows of ten empty steps of some teams. */
final class EmptySteps implements Interleaved.Work, AutoCloseable {

  static final int STEPS = 10;
  static final int POOL = 20;
  static final int WORKERS = WorkflowEngine.Limits.DEFAULT.workersMax();

  private static final int TEAMS = 8;
  private static final Duration SETTLE_MAX = Duration.ofMinutes(2);
  private static final String LAST = "step-" + letter(STEPS);

  /** Enough for the workers always to find something, and no more. */
  private final Semaphore places = new Semaphore(2 * WORKERS);

  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong started = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Policy policy = Policy.load();
  private final WorkSignal signal = new WorkSignal();
  private final List<TenantId> tenants = new ArrayList<>();
  private final LongSupplier sealed;
  private final Database database;
  private final JobDatabase claims;
  private final Workflows workflows;
  private final WorkflowEngine engine;

  /** Starts an engine over the parts. */
  private interface Start {
    WorkflowEngine engine(WorkflowEngine.Parts parts, WorkSignal signal);
  }

  private record Empty(String name) implements Step {
    @Override
    public Payload run(StepRun run) {
      return Payload.EMPTY;
    }
  }

  private EmptySteps(
      ControlSettings.Database settings, AuditLog audit, LongSupplier sealed, Start start) {
    this.sealed = sealed;
    database = Database.open(settings);
    claims = JobDatabase.open(settings, JobDatabase.Job.WORKFLOW);
    var steps =
        IntStream.rangeClosed(1, STEPS).mapToObj(i -> (Step) new Empty("step-" + letter(i)));
    var definition =
        new Definition(
            Floor.NAME, 1, Action.WORKFLOW_RUN, Definition.Exhausted.COMPENSATE, steps.toList());
    var parts =
        new WorkflowEngine.Parts(
            database, claims, policy, audit, new Definitions(List.of(definition)), this::seen);
    workflows = new Workflows(parts, claims, signal);
    for (int team = 0; team < TEAMS; team++) {
      tenants.add(tenant("team-" + team + "x"));
    }
    engine = start.engine(parts, signal);
  }

  /** With audit entries; a workflow has ended when they are sealed. */
  static EmptySteps audited(
      ControlSettings.Database settings, AuditLog audit, LongSupplier sealed) {
    return new EmptySteps(
        settings,
        audit,
        sealed,
        (parts, signal) -> WorkflowEngine.start(parts, signal, WorkflowEngine.Limits.DEFAULT));
  }

  /** Without. */
  static EmptySteps unaudited(ControlSettings.Database settings) {
    return new EmptySteps(
        settings,
        new AuditLog(),
        () -> Long.MAX_VALUE,
        (parts, signal) -> UnauditedEngine.start(parts, signal, WorkflowEngine.Limits.DEFAULT));
  }

  private static char letter(int number) {
    return (char) ('a' + number - 1);
  }

  private void seen(Probe.Point point, String step, boolean undoing) {
    if (point == Probe.Point.AFTER_COMMIT && step.equals(LAST)) {
      ended.incrementAndGet();
      places.release();
    }
  }

  private TenantId tenant(String slug) {
    var tenant = TenantId.fresh();
    database.inTenant(
        tenant,
        tx ->
            tx.execute(
                """
                insert into app.tenant (tenant_id, slug, plan, organisation, state)
                values (?, ?, 'team', 'Test', 'active')
                """,
                tenant.value(),
                slug));
    return tenant;
  }

  @Override
  public void once() throws InterruptedException {
    places.acquire();
    var tenant = tenants.get(Math.floorMod(turn.getAndIncrement(), TEAMS));
    var permit = policy.system(tenant, UuidV7.next(), Action.WORKFLOW_RUN, Resource.tenant(tenant));
    database.inTenant(tenant, tx -> workflows.start(tx, permit, Floor.NAME, Payload.EMPTY));
    started.incrementAndGet();
    workflows.wake();
  }

  @Override
  public void settle() {
    Await.until(
        "all have ended, and their entries are sealed",
        SETTLE_MAX,
        () -> ended.get() == started.get() && sealed.getAsLong() >= STEPS * started.get());
  }

  @Override
  public void close() {
    engine.close();
    claims.close();
    database.close();
  }
}
