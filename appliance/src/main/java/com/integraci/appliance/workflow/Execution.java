package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Takes a claimed workflow as far as it goes. One transaction closes an attempt, writes what the
 * step changed and its audit entry, and opens the next attempt.
 */
final class Execution {

  /** A definition of a newer release is left to the control planes that know it. */
  private static final Duration UNKNOWN_WAIT = Duration.ofSeconds(30);

  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Definitions definitions;
  private final WorkflowStore store;
  private final Effects effects;
  private final Probe probe;

  Execution(WorkflowEngine.Parts parts, WorkflowStore store, Effects effects) {
    this.database = parts.database().system();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.definitions = parts.definitions();
    this.probe = parts.probe();
    this.store = store;
    this.effects = effects;
  }

  void run(Claim claim) {
    var at = database.inTenant(claim.tenant(), tx -> take(tx, claim));
    while (at.isPresent()) {
      at = attempt(claim, at.get());
    }
  }

  /** Gives the work back at once: this control plane is stopping. */
  void release(Claim claim) {
    database.inTenant(
        claim.tenant(),
        tx -> {
          store.retry(tx, permit(claim), claim, Duration.ZERO, "");
          return claim;
        });
  }

  private Optional<Position> take(Tx tx, Claim claim) {
    var row = store.take(tx, claim);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    var taken = row.get();
    var definition = definitions.find(taken.definition(), taken.version());
    if (definition.isEmpty()) {
      store.retry(tx, permit(claim), claim, UNKNOWN_WAIT, "no definition of this version");
      return Optional.empty();
    }
    var run =
        new StepRun(claim.tenant(), claim.workflow(), taken.payload(), store.results(tx, claim));
    var step = definition.get().steps().get(definition.get().indexOf(taken.step()));
    var last =
        new Position(
            definition.get(), run, step, taken.undoing(), taken.attempt(), taken.attempts());
    store.loseOpen(tx, permit(last), claim);
    return taken.attempt() < step.attemptsMax()
        ? begin(tx, claim, last.again())
        : exhausted(tx, claim, last, "lost with its worker");
  }

  private Optional<Position> attempt(Claim claim, Position at) {
    Payload result;
    probe.at(Probe.Point.BEFORE_EFFECT, at.step().name(), at.undoing());
    try {
      result = effects.make(at, () -> database.inTenant(claim.tenant(), tx -> extend(tx, claim)));
      probe.at(Probe.Point.BEFORE_COMMIT, at.step().name(), at.undoing());
      var next = database.inTenant(claim.tenant(), tx -> done(tx, claim, at, result));
      probe.at(Probe.Point.AFTER_COMMIT, at.step().name(), at.undoing());
      return next;
    } catch (LostLease | Effects.Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      effects.failed(at, e);
      return database.inTenant(claim.tenant(), tx -> failed(tx, claim, at, e));
    }
  }

  private Claim extend(Tx tx, Claim claim) {
    store.extend(tx, permit(claim), claim);
    return claim;
  }

  private Optional<Position> done(Tx tx, Claim claim, Position at, Payload result) {
    var permit = permit(at);
    store.closeDone(tx, permit, at, result);
    if (at.undoing()) {
      at.step().undone(tx, permit, at.run());
    } else {
      at.step().commit(tx, permit, at.run(), result);
    }
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts(at)));
    int next = at.definition().indexOf(at.step().name()) + (at.undoing() ? -1 : 1);
    if (next < 0 || next == at.definition().steps().size()) {
      store.end(tx, permit, claim, !at.undoing(), "");
      return Optional.empty();
    }
    return begin(tx, claim, at.to(at.definition().steps().get(next), told(at, result)));
  }

  private static StepRun told(Position at, Payload result) {
    if (at.undoing()) {
      return at.run();
    }
    var results = new HashMap<>(at.run().results());
    results.put(at.step().name(), result);
    return new StepRun(at.run().tenant(), at.run().workflow(), at.run().payload(), results);
  }

  private Optional<Position> failed(Tx tx, Claim claim, Position at, RuntimeException cause) {
    var error = Effects.sentence(cause);
    store.closeFailed(tx, permit(at), at, error);
    boolean permanent = cause instanceof Failure && !(cause instanceof Unavailable);
    if (permanent && !at.undoing()) {
      return turn(tx, claim, at);
    }
    if (!permanent && at.attempt() < at.step().attemptsMax()) {
      store.retry(tx, permit(at), claim, Backoff.DEFAULT.after(at.attempt(), RANDOM), error);
      return Optional.empty();
    }
    return exhausted(tx, claim, at, error);
  }

  private Optional<Position> exhausted(Tx tx, Claim claim, Position at, String error) {
    if (!at.undoing()) {
      return switch (at.definition().exhausted()) {
        case COMPENSATE -> turn(tx, claim, at);
        case STOP -> stop(tx, claim, at, error);
      };
    }
    return stop(tx, claim, at, error);
  }

  private Optional<Position> turn(Tx tx, Claim claim, Position at) {
    appendFailed(tx, at);
    return begin(tx, claim, at.turned());
  }

  private Optional<Position> stop(Tx tx, Claim claim, Position at, String error) {
    appendFailed(tx, at);
    store.stop(tx, permit(at), claim, error);
    return Optional.empty();
  }

  private void appendFailed(Tx tx, Position at) {
    var permit = permit(at);
    audit.append(
        tx,
        permit,
        new AuditEvent(
            permit.resource(),
            AuditEvent.Outcome.FAILED,
            new TreeMap<>(facts(at)),
            new TreeMap<>()));
  }

  private Optional<Position> begin(Tx tx, Claim claim, Position at) {
    store.begin(tx, permit(at), claim, at);
    return Optional.of(at);
  }

  private Permit permit(Position at) {
    var run = at.run();
    return policy.system(
        run.tenant(),
        run.workflow(),
        at.definition().action(),
        new Resource("workflow", run.workflow()));
  }

  /** For what is the engine's own: the lease. */
  private Permit permit(Claim claim) {
    var resource = new Resource("workflow", claim.workflow());
    return policy.system(claim.tenant(), claim.workflow(), Action.WORKFLOW_RUN, resource);
  }

  /** The attempt's number stays out: how often it was tried is the journal's. */
  private static Map<String, String> facts(Position at) {
    return Map.of(
        "definition",
        at.definition().name(),
        "step",
        at.step().name(),
        "direction",
        at.undoing() ? "undo" : "run");
  }
}
