package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what follows what, and writes it, each time in one transaction. */
final class Transition {

  static final String DEADLINE = "Its deadline has passed.";

  private static final String LOST = "lost with its worker";

  /** A definition of a newer release is left to the control planes that know it. */
  private static final Duration UNKNOWN_WAIT = Duration.ofSeconds(5);

  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private final Definitions definitions;
  private final WorkflowStore store;
  private final WaitStore waits;
  private final Entries entries;
  private final WorkSignal signal;

  Transition(WorkflowEngine.Parts parts, WorkflowStore store, WorkSignal signal) {
    this.definitions = parts.definitions();
    this.entries = new Entries(parts.policy(), parts.audit());
    this.store = store;
    this.waits = new WaitStore();
    this.signal = signal;
  }

  /** Begins where the claimed workflow stands; empty when nothing is to be done now. */
  Optional<Position> take(Tx tx, Claim claim) {
    return store.take(tx, claim).flatMap(taken -> take(tx, claim, taken));
  }

  private Optional<Position> take(Tx tx, Claim claim, Taken taken) {
    var definition = definitions.find(taken.definition(), taken.version());
    if (definition.isEmpty()) {
      unknown(tx, claim, taken);
      return Optional.empty();
    }
    var run =
        new StepRun(
            claim.tenant(), claim.workflow(), taken.payload(), JournalStore.results(tx, claim));
    var step = definition.get().steps().get(definition.get().indexOf(taken.step()));
    var last =
        new Position(
            definition.get(), run, step, taken.undoing(), taken.attempt(), taken.attempts());
    return taken.standing().waiting() ? woken(tx, claim, taken, last) : on(tx, claim, taken, last);
  }

  private void unknown(Tx tx, Claim claim, Taken taken) {
    var permit = entries.permit(claim);
    boolean gone = definitions.outgrew(taken.definition(), taken.version());
    if (gone || taken.standing().lyingStill()) {
      store.halt(
          tx,
          permit,
          claim,
          "stuck",
          "This release does not know version %d of %s. Resume it under one that does."
              .formatted(taken.version(), taken.definition()));
      entries.failed(tx, permit, Entries.facts(taken));
    } else {
      store.leave(tx, permit, claim, UNKNOWN_WAIT);
    }
  }

  private Optional<Position> on(Tx tx, Claim claim, Taken taken, Position last) {
    var permit = entries.permit(last);
    if (taken.standing().asked().filter(Taken.Asked.DONE::equals).isPresent()) {
      var decided = new Decided(last.step(), JournalStore.decided(tx, last));
      return begin(tx, claim, last.as(decided).again());
    }
    boolean blind = !last.step().repeatable();
    if (JournalStore.loseOpen(tx, permit, claim, blind ? "ambiguous" : "lost") > 0 && blind) {
      return ambiguous(tx, claim, last, LOST);
    }
    if (!taken.turns().isEmpty()) {
      return turn(tx, claim, last, taken.turns());
    }
    return taken.attempt() < last.step().attemptsMax()
        ? begin(tx, claim, last.again())
        : exhausted(tx, claim, last, LOST);
  }

  /** Something ended the wait, or it was only looked at. */
  private Optional<Position> woken(Tx tx, Claim claim, Taken taken, Position last) {
    var permit = entries.permit(last);
    var standing = taken.standing();
    if (!taken.turns().isEmpty()) {
      var outcome = standing.asked().isPresent() ? "cancelled" : "late";
      waits.end(tx, permit, last, outcome, Payload.EMPTY);
      return turnBefore(tx, claim, last, taken.turns());
    }
    var sent = standing.awaits().flatMap(name -> waits.takeSignal(tx, permit, last, name));
    if (sent.isPresent()) {
      waits.end(tx, permit, last, "signalled", sent.get());
      return begin(tx, claim, last.told(sent.get()).again());
    }
    if (!standing.waitOver()) {
      waits.again(tx, permit, claim);
      return Optional.empty();
    }
    waits.end(tx, permit, last, standing.lateFails() ? "late" : "elapsed", Payload.EMPTY);
    return standing.lateFails()
        ? turnBefore(tx, claim, last, "What it waited for did not come in time.")
        : begin(tx, claim, last.again());
  }

  /** Closes the attempt and goes to the next step, or ends. */
  Optional<Position> done(Tx tx, Claim claim, Position at, Payload result) {
    var permit = entries.permit(at);
    JournalStore.close(tx, permit, at, "done", "", result);
    if (at.undoing()) {
      at.step().undone(tx, permit, at.run());
    } else {
      at.step().commit(tx, permit, at.run(), result);
    }
    entries.done(tx, permit, at);
    return at.undoing() ? before(tx, claim, at) : after(tx, claim, at.told(result));
  }

  private Optional<Position> before(Tx tx, Claim claim, Position at) {
    int index = at.index() - 1;
    if (index < 0) {
      store.endUndone(tx, entries.permit(at), claim);
      return Optional.empty();
    }
    return begin(tx, claim, at.to(index));
  }

  private Optional<Position> after(Tx tx, Claim claim, Position at) {
    var permit = entries.permit(at);
    int index = at.index() + 1;
    if (index == at.definition().steps().size()) {
      return store.endSucceeded(tx, permit, claim)
          ? Optional.empty()
          : turn(tx, claim, at, why(tx, claim));
    }
    var next = at.to(index);
    var wait = next.step().waits(next.run());
    if (wait instanceof Wait.Nothing) {
      return begin(tx, claim, next);
    }
    if (waits.begin(tx, permit, claim, next, wait)) {
      tx.afterCommit(signal::raise);
    }
    return Optional.empty();
  }

  /** Closes the attempt; what follows depends on what the failure says. */
  Optional<Position> failed(Tx tx, Claim claim, Position at, RuntimeException cause) {
    var error = Effects.sentence(cause);
    boolean permanent = cause instanceof Failure && !(cause instanceof Unavailable);
    if (cause instanceof OutcomeUnknown || (!permanent && !at.step().repeatable())) {
      JournalStore.close(tx, entries.permit(at), at, "ambiguous", error, Payload.EMPTY);
      return ambiguous(tx, claim, at, error);
    }
    JournalStore.close(tx, entries.permit(at), at, "failed", error, Payload.EMPTY);
    if (permanent && !at.undoing()) {
      return turn(tx, claim, at, error);
    }
    if (!permanent && at.attempt() < at.step().attemptsMax()) {
      var wait = Backoff.DEFAULT.after(at.attempt(), RANDOM);
      store.retry(tx, entries.permit(at), claim, wait, error);
      return Optional.empty();
    }
    return exhausted(tx, claim, at, error);
  }

  private Optional<Position> exhausted(Tx tx, Claim claim, Position at, String error) {
    if (!at.undoing()) {
      return switch (at.definition().exhausted()) {
        case COMPENSATE -> turn(tx, claim, at, error);
        case STOP -> stop(tx, claim, at, error);
      };
    }
    return stop(tx, claim, at, error);
  }

  /** The step that failed is undone as well: it may have left half an effect. */
  private Optional<Position> turn(Tx tx, Claim claim, Position at, String why) {
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.note(tx, entries.permit(at), claim, why);
    return begin(tx, claim, at.turned());
  }

  /** The step was not begun: only what comes before it is undone. */
  private Optional<Position> turnBefore(Tx tx, Claim claim, Position at, String why) {
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.note(tx, entries.permit(at), claim, why);
    return before(tx, claim, at.back());
  }

  private Optional<Position> stop(Tx tx, Claim claim, Position at, String error) {
    var why = store.turns(tx, claim).orElse("");
    if (!at.undoing() && !why.isEmpty()) {
      return turn(tx, claim, at, why);
    }
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.halt(tx, entries.permit(at), claim, "stuck", error);
    return Optional.empty();
  }

  private Optional<Position> ambiguous(Tx tx, Claim claim, Position at, String error) {
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.halt(tx, entries.permit(at), claim, "ambiguous", error);
    return Optional.empty();
  }

  /** A person or the deadline came first when this worker wanted to go on; or another worker. */
  private String why(Tx tx, Claim claim) {
    return store
        .turns(tx, claim)
        .filter(why -> !why.isEmpty())
        .orElseThrow(() -> new LostLease(claim));
  }

  private Optional<Position> begin(Tx tx, Claim claim, Position at) {
    if (store.begin(tx, entries.permit(at), claim, at)) {
      return Optional.of(at);
    }
    var why = why(tx, claim);
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.note(tx, entries.permit(at), claim, why);
    return before(tx, claim, at.unbegun());
  }

  Claim extend(Tx tx, Claim claim) {
    store.extend(tx, entries.permit(claim), claim);
    return claim;
  }

  Claim release(Tx tx, Claim claim) {
    Permit permit = entries.permit(claim);
    store.leave(tx, permit, claim, Duration.ZERO);
    return claim;
  }
}
