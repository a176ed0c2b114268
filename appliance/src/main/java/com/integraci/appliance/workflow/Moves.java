package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.Optional;

/**
 * The moves of a claimed workflow: on, back, to an end, to a person. Each writes its row, its
 * journal and its entries, in the transaction that it is given.
 */
final class Moves {

  private final WorkflowStore store;
  private final WaitStore waits;
  private final Entries entries;
  private final Starter starter;
  private final WorkSignal signal;

  Moves(WorkflowStore store, WaitStore waits, Starter starter, WorkSignal signal) {
    this.store = store;
    this.waits = waits;
    this.entries = starter.entries();
    this.starter = starter;
    this.signal = signal;
  }

  /**
   * Begins an attempt, unless a person or the deadline came first: then what was done goes back.
   */
  Optional<Position> begin(Tx tx, Claim claim, Position at) {
    return store.begin(tx, entries.permit(at), claim, at)
        ? Optional.of(at)
        : unbegun(tx, claim, at, why(tx, claim));
  }

  /** Begins the step after the one that is done, or waits before it, or ends. */
  Optional<Position> done(Tx tx, Claim claim, Ended done) {
    int index = done.at().index() + 1;
    if (index == done.at().definition().steps().size()) {
      return succeed(tx, claim, done);
    }
    var next = done.at().to(index);
    var wait = next.step().waits(next.run());
    if (wait instanceof Wait.Nothing) {
      return next(tx, claim, done, next);
    }
    JournalStore.close(tx, entries.permit(next), claim, done);
    return await(tx, claim, next, wait);
  }

  private Optional<Position> next(Tx tx, Claim claim, Ended done, Position at) {
    return store.next(tx, entries.permit(at), claim, done, at)
        ? Optional.of(at)
        : unbegun(tx, claim, at, why(tx, claim));
  }

  private Optional<Position> await(Tx tx, Claim claim, Position at, Wait wait) {
    var permit = entries.permit(at);
    if (wait instanceof Wait.ForChildren(var children)) {
      var why = turns(tx, claim);
      if (!why.isEmpty()) {
        return unbegun(tx, claim, at, why);
      }
      waits.begin(tx, permit, claim, at, wait);
      starter.children(tx, permit, at, children);
      tx.afterCommit(signal::raise);
    } else if (waits.begin(tx, permit, claim, at, wait)) {
      tx.afterCommit(signal::raise);
    }
    return Optional.empty();
  }

  private Optional<Position> succeed(Tx tx, Claim claim, Ended done) {
    var at = done.at();
    var permit = entries.permit(at);
    lockParent(tx, permit, at);
    if (!store.endSucceeded(tx, permit, claim, done)) {
      var why = why(tx, claim);
      JournalStore.close(tx, permit, claim, done);
      return turn(tx, claim, at, why);
    }
    ended(tx, permit, at);
    return Optional.empty();
  }

  /** Undoes the step before the one that is undone, or ends. */
  Optional<Position> undone(Tx tx, Claim claim, Ended done) {
    var at = done.at();
    if (at.index() > 0) {
      return next(tx, claim, done, at.to(at.index() - 1));
    }
    var permit = entries.permit(at);
    lockParent(tx, permit, at);
    JournalStore.close(tx, permit, claim, done);
    return endUndone(tx, permit, claim, at);
  }

  /** Undoes the step before this one, of which there is nothing to undo, or ends. */
  private Optional<Position> before(Tx tx, Claim claim, Position at) {
    if (at.index() > 0) {
      return begin(tx, claim, at.to(at.index() - 1));
    }
    var permit = entries.permit(at);
    lockParent(tx, permit, at);
    return endUndone(tx, permit, claim, at);
  }

  private Optional<Position> endUndone(Tx tx, Permit permit, Claim claim, Position at) {
    store.endUndone(tx, permit, claim);
    ended(tx, permit, at);
    return Optional.empty();
  }

  /** Before anything is written to the row of its own. */
  private static void lockParent(Tx tx, Permit permit, Position at) {
    at.run().family().parent().ifPresent(above -> ChildStore.lockParent(tx, permit, above));
  }

  private void ended(Tx tx, Permit permit, Position at) {
    at.run()
        .family()
        .parent()
        .ifPresent(
            above -> {
              ChildStore.wakeParent(tx, permit, above);
              tx.afterCommit(signal::raise);
            });
  }

  /** The step that failed is undone as well: it may have left half an effect. */
  Optional<Position> turn(Tx tx, Claim claim, Position at, String why) {
    note(tx, claim, at, why);
    return begin(tx, claim, at.turned());
  }

  /** The step was not begun: only what comes before it is undone. */
  Optional<Position> turnBefore(Tx tx, Claim claim, Position at, String why) {
    note(tx, claim, at, why);
    return before(tx, claim, at.back());
  }

  private Optional<Position> unbegun(Tx tx, Claim claim, Position at, String why) {
    note(tx, claim, at, why);
    return before(tx, claim, at.unbegun());
  }

  private void note(Tx tx, Claim claim, Position at, String why) {
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.note(tx, entries.permit(at), claim, why);
  }

  /** The attempts are used up. */
  Optional<Position> exhausted(Tx tx, Claim claim, Position at, String error) {
    if (!at.undoing() && at.definition().exhausted() == Definition.Exhausted.COMPENSATE) {
      return turn(tx, claim, at, error);
    }
    var why = store.turns(tx, claim).orElse("");
    return !at.undoing() && !why.isEmpty()
        ? turn(tx, claim, at, why)
        : halt(tx, claim, at, "stuck", error);
  }

  Optional<Position> ambiguous(Tx tx, Claim claim, Position at, String error) {
    return halt(tx, claim, at, "ambiguous", error);
  }

  private Optional<Position> halt(Tx tx, Claim claim, Position at, String state, String error) {
    entries.failed(tx, entries.permit(at), Entries.facts(at));
    store.halt(tx, entries.permit(at), claim, state, error);
    return Optional.empty();
  }

  /** A person or the deadline came first when this worker wanted to go on; or another worker. */
  private String why(Tx tx, Claim claim) {
    var why = turns(tx, claim);
    if (why.isEmpty()) {
      throw new LostLease(claim);
    }
    return why;
  }

  private String turns(Tx tx, Claim claim) {
    return store.turns(tx, claim).orElseThrow(() -> new LostLease(claim));
  }
}
