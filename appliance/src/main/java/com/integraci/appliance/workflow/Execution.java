package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.tracing.Trace;
import java.util.Optional;

/**
 * Takes a claimed workflow as far as it goes. One transaction closes an attempt, writes what the
 * step changed and its audit entry, and opens the next attempt.
 */
final class Execution {

  private final Database database;
  private final Transition transition;
  private final Effects effects;
  private final Probe probe;

  Execution(WorkflowEngine.Parts parts, Transition transition, Effects effects) {
    this.database = parts.database().system();
    this.probe = parts.probe();
    this.transition = transition;
    this.effects = effects;
  }

  void run(Claim claim) {
    var at = database.inTenant(claim.tenant(), tx -> transition.take(tx, claim));
    while (at.isPresent()) {
      at = traced(claim, at.get());
    }
  }

  /** Gives the work back at once: this control plane is stopping. */
  void release(Claim claim) {
    database.inTenant(claim.tenant(), tx -> transition.release(tx, claim));
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
              at, () -> database.inTenant(claim.tenant(), tx -> transition.extend(tx, claim)));
      probe.at(Probe.Point.BEFORE_COMMIT, at.step().name(), at.undoing());
      var next = database.inTenant(claim.tenant(), tx -> transition.done(tx, claim, at, result));
      probe.at(Probe.Point.AFTER_COMMIT, at.step().name(), at.undoing());
      probe.took(at.step().name(), System.nanoTime() - begun);
      return next;
    } catch (LostLease | Effects.Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      effects.failed(at, e);
      trace.failed(e.getClass().getName());
      return database.inTenant(claim.tenant(), tx -> transition.failed(tx, claim, at, e));
    }
  }
}
