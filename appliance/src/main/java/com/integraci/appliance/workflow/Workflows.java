package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.UUID;

/**
 * The verbs on workflows: start one, list them, look at one; {@link Interventions} has the rest.
 */
public final class Workflows {

  /** How many workflows a page has at most. */
  public static final int PAGE_MAX = 100;

  private final Database database;
  private final JobDatabase overview;
  private final Policy policy;
  private final Starter starter;
  private final WorkSignal signal;
  private final Interventions interventions;

  /**
   * A workflow and its journal.
   *
   * @param workflow how it stands
   * @param attempts the last 200 attempts, the latest first; empty for an operator who looks at
   *     another tenant's
   * @param children the last 100 workflows that it has started, the latest wait's first
   */
  public record Detail(
      WorkflowView workflow, List<AttemptView> attempts, List<WorkflowView> children) {}

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
    this.starter = new Starter(parts.definitions(), new Entries(parts.policy(), parts.audit()));
    this.overview = overview;
    this.signal = signal;
    this.interventions = new Interventions(this, parts);
  }

  /**
   * Starts the latest version of a definition in the permit's tenant; it runs once the caller's
   * transaction has committed and {@link #wake} was called, or at the engine's next look.
   *
   * @return the workflow's id
   */
  public UUID start(Tx tx, Permit permit, String definition, Payload payload) {
    return starter.start(tx, permit, definition, payload);
  }

  /** What people do to a workflow under way. */
  public Interventions interventions() {
    return interventions;
  }

  /** Says that a workflow was started: call it after the commit. */
  public void wake() {
    signal.raise();
  }

  /**
   * The team's workflows whatever they are, as {@link #list(Caller, WorkflowFilter, String, int)}.
   */
  public WorkflowPage list(Caller caller, String after, int limit) {
    return list(caller, WorkflowFilter.NONE, after, limit);
  }

  /**
   * The team's workflows, for an operator all teams', stuck ones first.
   *
   * @param filter which of them
   * @param after a cursor of the page before, or ""
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public WorkflowPage list(Caller caller, WorkflowFilter filter, String after, int limit) {
    var permit = policy.authorize(caller, Action.WORKFLOW_READ, Resource.tenant(caller.tenant()));
    var from = WorkflowPage.Cursor.parse(after);
    var found =
        permit.role() == Role.OPERATOR
            ? overview.claim(tx -> ViewStore.list(tx, filter, from, limit + 1))
            : database.inTenant(permit.tenant(), tx -> ViewStore.list(tx, filter, from, limit + 1));
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
        ? overview.claim(tx -> detail(tx, id, List.of()))
        : database.inTenant(
            permit.tenant(), tx -> detail(tx, id, ViewStore.attempts(tx, permit.tenant(), id)));
  }

  private static Detail detail(Tx tx, UUID id, List<AttemptView> attempts) {
    var found = ViewStore.find(tx, id).orElseThrow(Workflows::none);
    return new Detail(found, attempts, ViewStore.children(tx, found));
  }

  WorkflowView foreign(UUID id) {
    return overview.claim(tx -> ViewStore.find(tx, id)).orElseThrow(Workflows::none);
  }

  static NotFound none() {
    return new NotFound("There is no such workflow.");
  }

  static Resource workflow(UUID id) {
    return new Resource("workflow", id);
  }
}
