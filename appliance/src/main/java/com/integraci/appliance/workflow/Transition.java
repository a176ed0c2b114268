package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what follows what, and writes it, each time in one transaction. */
final class Transition {

  static final String DEADLINE = "Its deadline has passed.";

  private static final String LOST = "lost with its worker";

  /**
   * A definition of a newer release is left to the control planes that know it, for a random time:
   * engines look once a second each, and by an even time the same one would come first every time.
   */
  private static final Backoff UNKNOWN = new Backoff(Duration.ofSeconds(3), Duration.ofSeconds(3));

  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private final Definitions definitions;
  private final WorkflowStore store;
  private final WaitStore waits;
  private final Entries entries;
  private final Moves moves;
  private final WorkSignal signal;

  Transition(Definitions definitions, Entries entries, WorkflowStore store, WorkSignal signal) {
    this.definitions = definitions;
    this.entries = entries;
    this.store = store;
    this.waits = new WaitStore();
    this.signal = signal;
    this.moves = new Moves(store, waits, new Starter(definitions, entries), signal);
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
    var run = run(tx, claim, taken);
    var step = definition.get().steps().get(definition.get().indexOf(taken.step()));
    var last =
        new Position(
            definition.get(), run, step, taken.undoing(), taken.attempt(), taken.attempts());
    return taken.standing().waiting() ? woken(tx, claim, taken, last) : on(tx, claim, taken, last);
  }

  /** The journal of one that was never begun is empty. */
  private static StepRun run(Tx tx, Claim claim, Taken taken) {
    boolean fresh = taken.attempts() == 0;
    var lineage = taken.lineage();
    var ends = lineage.fruitful() ? ChildStore.ends(tx, claim) : Map.<String, List<ChildEnd>>of();
    return new StepRun(
        claim.tenant(),
        claim.workflow(),
        taken.payload(),
        fresh ? Map.of() : JournalStore.results(tx, claim),
        new Family(lineage.parent(), lineage.depth(), ends));
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
      store.leave(tx, permit, claim, UNKNOWN.after(1, RANDOM));
    }
  }

  private Optional<Position> on(Tx tx, Claim claim, Taken taken, Position last) {
    var permit = entries.permit(last);
    if (taken.standing().asked().filter(Taken.Asked.DONE::equals).isPresent()) {
      if (taken.standing().open()) {
        JournalStore.close(tx, permit, claim, Ended.lost(last));
      }
      var decided = new Decided(last.step(), JournalStore.decided(tx, last));
      return moves.begin(tx, claim, last.as(decided).again());
    }
    if (taken.standing().open()) {
      boolean blind = !last.step().repeatable();
      var ended = blind ? Ended.ambiguous(last, "") : Ended.lost(last);
      JournalStore.close(tx, permit, claim, ended);
      if (blind) {
        return moves.ambiguous(tx, claim, last, LOST);
      }
    }
    if (!taken.turns().isEmpty()) {
      return moves.turn(tx, claim, last, taken.turns());
    }
    return taken.attempt() < last.step().attemptsMax()
        ? moves.begin(tx, claim, last.again())
        : moves.exhausted(tx, claim, last, LOST);
  }

  /** Something ended the wait, or it was only looked at. */
  private Optional<Position> woken(Tx tx, Claim claim, Taken taken, Position last) {
    var permit = entries.permit(last);
    var standing = taken.standing();
    if (standing.children()) {
      return joined(tx, claim, taken, last);
    }
    if (!taken.turns().isEmpty()) {
      waits.end(tx, permit, last, ended(taken), Payload.EMPTY);
      return moves.turnBefore(tx, claim, last, taken.turns());
    }
    var sent = standing.awaits().flatMap(name -> waits.takeSignal(tx, permit, last, name));
    if (sent.isPresent()) {
      waits.end(tx, permit, last, "signalled", sent.get());
      return moves.begin(tx, claim, last.told(sent.get()).again());
    }
    if (!standing.waitOver()) {
      waits.again(tx, permit, claim);
      return Optional.empty();
    }
    waits.end(tx, permit, last, standing.lateFails() ? "late" : "elapsed", Payload.EMPTY);
    return standing.lateFails()
        ? moves.turnBefore(tx, claim, last, "What it waited for did not come in time.")
        : moves.begin(tx, claim, last.again());
  }

  /** What its children have done is the step's own effect: it is undone with the step. */
  private Optional<Position> joined(Tx tx, Claim claim, Taken taken, Position last) {
    var permit = entries.permit(last);
    var open = ChildStore.open(tx, last);
    boolean turns = !taken.turns().isEmpty();
    if (!open.isEmpty()) {
      if (turns) {
        open.forEach(child -> cancel(tx, permit, last, child));
      }
      waits.children(tx, permit, claim, turns);
      return Optional.empty();
    }
    if (!turns) {
      waits.end(tx, permit, last, "joined", Payload.EMPTY);
      return moves.begin(tx, claim, last.again());
    }
    waits.end(tx, permit, last, ended(taken), Payload.EMPTY);
    return moves.turn(tx, claim, last, taken.turns());
  }

  /** What has to be done in the end is waited for, and so is what a person has to look at. */
  private void cancel(Tx tx, Permit permit, Position parent, ChildStore.Open child) {
    boolean may =
        definitions
            .find(child.definition(), child.version())
            .map(definition -> definition.terms().cancellable())
            .orElse(false);
    if (may
        && !child.ambiguous()
        && InterventionStore.ask(tx, permit, child.workflow(), "cancel", true)) {
      entries.cancelled(tx, permit, parent, child.workflow());
      tx.afterCommit(signal::raise);
    }
  }

  private static String ended(Taken taken) {
    return taken.standing().asked().isPresent() ? "cancelled" : "late";
  }

  /** Closes the attempt and goes to the next step, or ends. */
  Optional<Position> done(Tx tx, Claim claim, Position at, Payload result) {
    var permit = entries.permit(at);
    if (at.undoing()) {
      at.step().undone(tx, permit, at.run());
    } else {
      at.step().commit(tx, permit, at.run(), result);
    }
    entries.done(tx, permit, at);
    return at.undoing()
        ? moves.undone(tx, claim, Ended.done(at, result))
        : moves.done(tx, claim, Ended.done(at.told(result), result));
  }

  /** Closes the attempt; what follows depends on what the failure says. */
  Optional<Position> failed(Tx tx, Claim claim, Position at, RuntimeException cause) {
    var permit = entries.permit(at);
    var error = Effects.sentence(cause);
    boolean permanent = cause instanceof Failure && !(cause instanceof Unavailable);
    if (cause instanceof OutcomeUnknown || (!permanent && !at.step().repeatable())) {
      JournalStore.close(tx, permit, claim, Ended.ambiguous(at, error));
      return moves.ambiguous(tx, claim, at, error);
    }
    JournalStore.close(tx, permit, claim, Ended.failed(at, error));
    if (permanent && !at.undoing()) {
      return moves.turn(tx, claim, at, error);
    }
    if (!permanent && at.attempt() < at.step().attemptsMax()) {
      var wait = Backoff.DEFAULT.after(at.attempt(), RANDOM);
      store.retry(tx, permit, claim, wait, error);
      return Optional.empty();
    }
    return moves.exhausted(tx, claim, at, error);
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
