package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.ForeignDeed;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.WorkflowView.State;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What people do to a workflow under way. An operator may do it to any team's: there are entries in
 * the appliance's chain then, and one of the system in the team's. Each throws {@link NotFound}
 * when the caller has no such workflow, {@link Conflict} when it is not in the state for it.
 */
public final class Interventions {

  private static final String RACED = "The workflow has moved on. Look at it again.";

  private final Workflows workflows;
  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Definitions definitions;

  Interventions(Workflows workflows, WorkflowEngine.Parts parts) {
    this.workflows = workflows;
    this.database = parts.database();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.definitions = parts.definitions();
  }

  /** What a person who has looked says of an outcome that was not known. */
  public enum Decision {
    /** The effect is there (on the way back: it is gone). */
    DONE,
    /** It is not: the step is tried again. */
    RETRY,
    /** Whatever it is, it and all before it are to be taken back. */
    COMPENSATE
  }

  /** One change: what is checked beforehand, and what is written, which returns the facts of it. */
  private interface Change {
    Map<String, String> in(Tx tx, Permit permit, WorkflowView view);
  }

  /**
   * Lets a stuck workflow go on.
   *
   * @param step the step at which, the one where it stopped or before; "" for where it stopped
   * @throws Invalid when it can't go on at that step
   */
  public void resume(Caller caller, UUID id, String step) {
    change(
        caller,
        Action.WORKFLOW_RESUME,
        id,
        (tx, permit, view) -> {
          var at = step.isEmpty() ? view.step() : checked(view, step);
          expect(view.state() == State.STUCK, "Only a stuck workflow can be resumed.");
          expect(InterventionStore.resume(tx, permit, id, at), RACED);
          return Map.of("step", at);
        });
  }

  /** Stops a workflow under way and has what it did taken back; it ends as cancelled. */
  public void cancel(Caller caller, UUID id) {
    change(
        caller,
        Action.WORKFLOW_CANCEL,
        id,
        (tx, permit, view) -> {
          expectCancellable(view);
          expect(!view.state().ended(), "The workflow has ended.");
          expect(InterventionStore.ask(tx, permit, id, "cancel", true), RACED);
          return Map.of("step", view.step());
        });
  }

  /** Has what a stuck workflow did taken back; it ends as failed. */
  public void compensate(Caller caller, UUID id) {
    change(
        caller,
        Action.WORKFLOW_COMPENSATE,
        id,
        (tx, permit, view) -> {
          expectCancellable(view);
          expect(view.state() == State.STUCK, "Only a stuck workflow can be taken back.");
          expect(InterventionStore.ask(tx, permit, id, "compensate", false), RACED);
          return Map.of("step", view.step());
        });
  }

  /**
   * Says what became of a step whose outcome is not known.
   *
   * @param result with {@link Decision#DONE}: what later steps need to know of it
   */
  public void resolve(Caller caller, UUID id, Decision decision, Payload result) {
    change(
        caller,
        Action.WORKFLOW_RESOLVE,
        id,
        (tx, permit, view) -> {
          expect(view.state() == State.AMBIGUOUS, "The outcome of no step of it is in question.");
          boolean changed =
              switch (decision) {
                case DONE -> InterventionStore.done(tx, permit, id, result);
                case RETRY -> InterventionStore.retry(tx, permit, id);
                case COMPENSATE -> {
                  expectCancellable(view);
                  yield InterventionStore.ask(tx, permit, id, "compensate", false);
                }
              };
          expect(changed, RACED);
          var word = decision.name().toLowerCase(Locale.ROOT);
          return Map.of("step", view.step(), "decision", word);
        });
  }

  /**
   * Sends a workflow a signal; the same one again changes nothing.
   *
   * @throws Conflict when it has ended, has been sent 100 already, or has the key with another
   *     signal
   */
  public void signal(Caller caller, UUID id, Signal signal) {
    change(
        caller,
        Action.WORKFLOW_SIGNAL,
        id,
        (tx, permit, _) -> {
          signal(tx, permit, id, signal);
          return Map.of("signal", signal.name());
        });
  }

  /** The same, in the transaction of a step that tells another workflow of its tenant. */
  public void signal(Tx tx, Permit permit, UUID id, Signal signal) {
    boolean ended = InterventionStore.lock(tx, permit, id).orElseThrow(Workflows::none);
    var former = InterventionStore.known(tx, permit, id, signal.key());
    if (former.isPresent()) {
      expect(former.get().equals(signal), "The key came with another signal before.");
      return;
    }
    expect(!ended, "The workflow has ended.");
    expect(
        InterventionStore.send(tx, permit, id, signal),
        "The workflow has been sent as many signals as it may have.");
    InterventionStore.wake(tx, permit, id, signal);
    tx.afterCommit(workflows::wake);
  }

  private void change(Caller caller, Action action, UUID id, Change change) {
    var permit = policy.authorize(caller, action, Workflows.workflow(id));
    if (permit.role() == Role.OPERATOR) {
      changeForeign(permit, id, change);
    } else {
      database.inTenant(permit.tenant(), tx -> changed(tx, permit, id, change, Map.of()));
    }
    workflows.wake();
  }

  /** The operator's entries stand in the appliance's chain, the system's in the team's. */
  private void changeForeign(Permit permit, UUID id, Change change) {
    var tenant = new TenantId(workflows.foreign(id).tenant());
    var system = policy.system(tenant, permit.request(), Action.WORKFLOW_RUN, permit.resource());
    var asked = Map.of("asked", permit.action().id());
    var event = AuditEvent.done(permit.resource()).with(Map.of("tenant", tenant.toString()));
    new ForeignDeed(database, audit)
        .run(
            permit,
            event,
            () -> database.system().inTenant(tenant, tx -> changed(tx, system, id, change, asked)));
  }

  private UUID changed(Tx tx, Permit permit, UUID id, Change change, Map<String, String> more) {
    var view = ViewStore.find(tx, id).orElseThrow(Workflows::none);
    var facts = new HashMap<>(more);
    facts.putAll(change.in(tx, permit, view));
    audit.append(tx, permit, AuditEvent.done(Workflows.workflow(id)).with(facts));
    return id;
  }

  /** Steps are idempotent, so one may go back to what is done, not over what is not. */
  private String checked(WorkflowView view, String step) {
    var definition = definitions.find(view.definition(), view.version());
    var names = definition.map(Definition::stepNames).orElse(List.of(view.step()));
    int wanted = names.indexOf(step);
    int stands = names.indexOf(view.step());
    if (wanted < 0 || (view.undoing() ? wanted < stands : wanted > stands)) {
      throw new Invalid("step", "The workflow can go on at the step where it stopped, or before.");
    }
    return step;
  }

  private void expectCancellable(WorkflowView view) {
    expect(
        definitions
            .find(view.definition(), view.version())
            .map(definition -> definition.terms().cancellable())
            .orElse(false),
        "What this workflow does has to be done in the end: resume it when it is stuck.");
    expect(!view.undoing(), "It is being taken back already.");
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new Conflict(otherwise);
    }
  }
}
