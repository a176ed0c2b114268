package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.Unmet;
import com.integraci.appliance.tracing.Trace;
import java.util.Optional;

/**
 * Takes a claimed workflow as far as it goes. One transaction closes an attempt, writes what the
 * step changed and its audit entry, and opens the next attempt.
 */
final class Execution {

  private final Database database;
  private final Transition trusting;
  private final Transition looking;
  private final Effects effects;
  private final Probe probe;

  /**
   * Makes an execution.
   *
   * @param trusting writes as if nobody had come between, in one round trip, or fails
   * @param looking writes whatever the case is
   */
  Execution(WorkflowEngine.Parts parts, Transition trusting, Transition looking, Effects effects) {
    this.database = parts.database().system();
    this.probe = parts.probe();
    this.trusting = trusting;
    this.looking = looking;
    this.effects = effects;
  }

  void run(Claim claim) {
    var at = write(claim, (transition, tx) -> transition.take(tx, claim));
    while (at.isPresent()) {
      at = traced(claim, at.get());
    }
  }

  /** Gives the work back at once: this control plane is stopping. */
  void release(Claim claim) {
    database.inTenant(claim.tenant(), tx -> looking.release(tx, claim));
  }

  /** One transition. */
  private interface Move {
    Optional<Position> in(Transition transition, Tx tx);
  }

  private Optional<Position> write(Claim claim, Move move) {
    try {
      return database.inTenant(claim.tenant(), tx -> move.in(trusting, tx));
    } catch (Unmet e) {
      return database.inTenant(claim.tenant(), tx -> move.in(looking, tx));
    }
  }

  private Optional<Position> traced(Claim claim, Position at) {
    try (var trace = TraceMark.attempt(at)) {
      return attempt(claim, at, trace);
    }
  }

  private Optional<Position> attempt(Claim claim, Position at, Trace trace) {
    Payload result;
    long begun = System.nanoTime();
    probe.at(Probe.Point.BEFORE_EFFECT, at.step().name(), at.undoing());
    try {
      result =
          effects.make(
              at, () -> database.inTenant(claim.tenant(), tx -> looking.extend(tx, claim)));
      probe.at(Probe.Point.BEFORE_COMMIT, at.step().name(), at.undoing());
      var next = write(claim, (transition, tx) -> transition.done(tx, claim, at, result));
      probe.at(Probe.Point.AFTER_COMMIT, at.step().name(), at.undoing());
      probe.took(at.step().name(), System.nanoTime() - begun);
      return next;
    } catch (LostLease | Effects.Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      effects.failed(at, e);
      trace.failed(e.getClass().getName());
      return database.inTenant(claim.tenant(), tx -> looking.failed(tx, claim, at, e));
    }
  }
}
