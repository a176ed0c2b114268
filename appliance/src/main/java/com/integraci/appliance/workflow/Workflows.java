package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The verbs on workflows: start one, list them, look at one, resume a stuck one. */
public final class Workflows {

  /** How many workflows a page has at most. */
  public static final int PAGE_MAX = 100;

  private final Database database;
  private final JobDatabase overview;
  private final Policy policy;
  private final AuditLog audit;
  private final Definitions definitions;
  private final WorkSignal signal;

  /**
   * A workflow and its journal.
   *
   * @param workflow how it stands
   * @param attempts the last 200 attempts, the latest first; empty for an operator who looks at
   *     another tenant's
   */
  public record Detail(WorkflowView workflow, List<AttemptView> attempts) {}

  /**
   * Makes the verbs.
   *
   * @param parts what the engine works with
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   * @param signal wakes the engine
   */
  public Workflows(WorkflowEngine.Parts parts, JobDatabase overview, WorkSignal signal) {
    this.database = parts.database();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.definitions = parts.definitions();
    this.overview = overview;
    this.signal = signal;
  }

  /**
   * Starts the latest version of a definition in the permit's tenant; it runs once the caller's
   * transaction has committed and {@link #wake} was called, or at the engine's next look.
   *
   * @return the workflow's id
   */
  public UUID start(Tx tx, Permit permit, String definition, Payload payload) {
    var id = UuidV7.next();
    WorkflowStore.insert(tx, permit, id, definitions.latest(definition), payload);
    return id;
  }

  /** Says that a workflow was started: call it after the commit. */
  public void wake() {
    signal.raise();
  }

  /**
   * The team's workflows, for an operator all teams', stuck ones first.
   *
   * @param after a cursor of the page before, or ""
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public WorkflowPage list(Caller caller, String after, int limit) {
    var permit = policy.authorize(caller, Action.WORKFLOW_READ, Resource.tenant(caller.tenant()));
    var from = WorkflowPage.Cursor.parse(after);
    var found =
        permit.role() == Role.OPERATOR
            ? overview.claim(tx -> ViewStore.list(tx, from, limit + 1))
            : database.inTenant(permit.tenant(), tx -> ViewStore.list(tx, from, limit + 1));
    return WorkflowPage.of(found, limit);
  }

  /**
   * One workflow with its journal.
   *
   * @throws NotFound when the caller has none of that id
   */
  public Detail read(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.WORKFLOW_READ, workflow(id));
    return permit.role() == Role.OPERATOR
        ? new Detail(foreign(id), List.of())
        : database.inTenant(
            permit.tenant(),
            tx -> new Detail(own(tx, id), ViewStore.attempts(tx, permit.tenant(), id)));
  }

  /**
   * Lets a stuck workflow go on at the step where it stopped, with all its attempts before it.
   *
   * @throws NotFound when the caller has none of that id
   * @throws Conflict when it is not stuck
   */
  public void resume(Caller caller, UUID id) {
    resume(caller, id, "");
  }

  /**
   * Lets a stuck workflow go on at an earlier step.
   *
   * @param step the step's name, or "" for the one where it stopped
   * @throws NotFound when the caller has none of that id
   * @throws Conflict when it is not stuck
   * @throws Invalid when it can't go on at that step
   */
  public void resume(Caller caller, UUID id, String step) {
    var permit = policy.authorize(caller, Action.WORKFLOW_RESUME, workflow(id));
    if (permit.role() == Role.OPERATOR) {
      resumeForeign(permit, id, step);
    } else {
      database.inTenant(permit.tenant(), tx -> resume(tx, permit, own(tx, id), step));
    }
    wake();
  }

  /** The operator's entry stands in the appliance's chain, the system's in the team's. */
  private void resumeForeign(Permit permit, UUID id, String step) {
    var view = foreign(id);
    var tenant = new TenantId(view.tenant());
    database.inTenant(
        permit.tenant(),
        tx -> {
          audit.append(
              tx, permit, AuditEvent.done(workflow(id)).with(Map.of("tenant", tenant.toString())));
          return view;
        });
    var system = policy.system(tenant, permit.request(), Action.WORKFLOW_RUN, workflow(id));
    database.system().inTenant(tenant, tx -> resume(tx, system, own(tx, id), step));
  }

  private WorkflowView resume(Tx tx, Permit permit, WorkflowView view, String step) {
    var at = step.isEmpty() ? view.step() : checked(view, step);
    if (!ViewStore.resume(tx, permit, view.id(), at)) {
      throw new Conflict("Only a stuck workflow can be resumed.");
    }
    audit.append(tx, permit, AuditEvent.done(workflow(view.id())).with(Map.of("step", at)));
    return view;
  }

  /** Steps are idempotent, so one may go back to what is done, not over what is not. */
  private String checked(WorkflowView view, String step) {
    var names =
        definitions
            .find(view.definition(), view.version())
            .map(Definition::stepNames)
            .orElse(List.of(view.step()));
    int wanted = names.indexOf(step);
    int stands = names.indexOf(view.step());
    if (wanted < 0 || (view.undoing() ? wanted < stands : wanted > stands)) {
      throw new Invalid("step", "The workflow can go on at the step where it stopped, or before.");
    }
    return step;
  }

  private static WorkflowView own(Tx tx, UUID id) {
    return ViewStore.find(tx, id).orElseThrow(Workflows::none);
  }

  private WorkflowView foreign(UUID id) {
    return overview.claim(tx -> ViewStore.find(tx, id)).orElseThrow(Workflows::none);
  }

  private static NotFound none() {
    return new NotFound("There is no such workflow.");
  }

  private static Resource workflow(UUID id) {
    return new Resource("workflow", id);
  }
}
