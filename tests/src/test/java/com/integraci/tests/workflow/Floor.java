package com.integraci.tests.workflow;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Signal;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.WorkSignal;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.appliance.workflow.WorkflowView;
import com.integraci.appliance.workflow.Workflows;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A database of its own with what engines need, and one definition made of the test's steps. */
final class Floor implements AutoCloseable {

  static final String NAME = "test.steps";
  static final WorkflowEngine.Limits LIMITS =
      new WorkflowEngine.Limits(4, Duration.ofMillis(1500), Duration.ofMillis(50), 4);

  final Policy policy = Policy.load();
  final Database database;
  private final AuditLog audit = new AuditLog();
  private final JobDatabase claims;
  private final JobDatabase overview;
  private final Definitions definitions;
  private final List<WorkflowEngine> engines = new ArrayList<>();
  final ControlSettings.Database settings;

  Floor(Definition.Exhausted exhausted, Step... steps) {
    this(new Definition(NAME, 1, Action.WORKFLOW_RUN, exhausted, List.of(steps)));
  }

  Floor(Definition... known) {
    this(PostgresServer.shared().copy(), known);
  }

  Floor(ControlSettings.Database settings, Definition... known) {
    this.settings = settings;
    database = Database.open(settings);
    claims = JobDatabase.open(settings, JobDatabase.Job.WORKFLOW);
    overview = JobDatabase.open(settings, JobDatabase.Job.OVERVIEW);
    definitions = new Definitions(List.of(known));
  }

  private WorkflowEngine.Parts parts(Probe probe) {
    return new WorkflowEngine.Parts(database, claims, policy, audit, definitions, probe);
  }

  List<WorkflowView> list(Caller caller) {
    return workflows().list(caller, "", Workflows.PAGE_MAX).workflows();
  }

  Workflows workflows() {
    return new Workflows(parts(Probe.NONE), overview, new WorkSignal());
  }

  WorkflowEngine engine(Probe probe) {
    return engine(probe, LIMITS);
  }

  /** An engine of one worker: while that one hangs, it takes nothing more. */
  WorkflowEngine singleWorker(Probe probe) {
    return engine(probe, new WorkflowEngine.Limits(1, LIMITS.lease(), LIMITS.poll(), 1));
  }

  WorkflowEngine engine(Probe probe, WorkflowEngine.Limits limits) {
    var engine = WorkflowEngine.start(parts(probe), new WorkSignal(), limits);
    engines.add(engine);
    return engine;
  }

  TenantId tenant(String slug) {
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

  UUID start(TenantId tenant) {
    var permit = policy.system(tenant, UuidV7.next(), Action.WORKFLOW_RUN, Resource.tenant(tenant));
    return database.inTenant(tenant, tx -> workflows().start(tx, permit, NAME, Payload.EMPTY));
  }

  UUID start(TenantId tenant, Payload payload) {
    var permit = policy.system(tenant, UuidV7.next(), Action.WORKFLOW_RUN, Resource.tenant(tenant));
    return database.inTenant(tenant, tx -> workflows().start(tx, permit, NAME, payload));
  }

  /** The outcomes of the journal in their order, each after its step's name. */
  List<String> journal(TenantId tenant, UUID id) {
    return workflows().read(owner(tenant), id).attempts().reversed().stream()
        .map(row -> (row.undoing() ? "back " : "") + row.step() + " " + row.outcome())
        .toList();
  }

  /** The workflows that one has started, in their order. */
  List<WorkflowView> children(TenantId tenant, UUID id) {
    return workflows().read(owner(tenant), id).children();
  }

  void cancel(TenantId tenant, UUID id) {
    workflows().interventions().cancel(owner(tenant), id);
  }

  void signal(TenantId tenant, UUID id, String name, String key) {
    workflows()
        .interventions()
        .signal(owner(tenant), id, new Signal(name, key, Payload.of(Map.of("key", key))));
  }

  Caller owner(TenantId tenant) {
    return new Caller(
        tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), Role.OWNER, UuidV7.next());
  }

  Caller operator() {
    return new Caller(
        TenantId.APPLIANCE,
        new Actor(Actor.Kind.MEMBER, UuidV7.next()),
        Role.OPERATOR,
        UuidV7.next());
  }

  /** Waits until the workflow is in the state, 20 s at most. */
  WorkflowView await(TenantId tenant, UUID id, WorkflowView.State wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var view = workflows().read(owner(tenant), id).workflow();
      if (view.state() == wanted) {
        return view;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + view);
      }
      Thread.onSpinWait();
    }
  }

  List<String> layers(TenantId tenant) {
    return database.inTenant(
        tenant,
        tx ->
            tx.query(
                """
                select layer || ' ' || state as line from app.layer order by layer
                """,
                row -> row.text("line")));
  }

  long entries(TenantId tenant) {
    return database
        .inTenant(
            tenant,
            tx -> tx.first("select count(*) as n from app.audit_entry", row -> row.number("n")))
        .orElseThrow();
  }

  @Override
  public void close() {
    engines.forEach(WorkflowEngine::close);
    claims.close();
    overview.close();
    database.close();
  }
}
