package com.integraci.appliance.decisions;

import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * One team's decisions on their way into the log: one commit at a time, of all that wait when it
 * begins, made by the first of them.
 *
 * @param <D> a decision that is not written down yet
 */
final class CommitQueue<D> {

  private static final int BATCH_MAX = 128;
  private static final long LENGTH_MAX = 4L << 20;
  private static final int WAITING_MAX = 2048;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<D>> waiting = new ArrayDeque<>();
  private final Duration waitMax;
  private final ToLongFunction<D> length;
  private boolean committing;

  /**
   * A queue in which nobody waits longer.
   *
   * @param waitMax for a commit to end, or to be made
   * @param length how many characters a decision has
   */
  CommitQueue(Duration waitMax, ToLongFunction<D> length) {
    this.waitMax = waitMax;
    this.length = length;
  }

  /** What somebody who waits is told. */
  private enum Turn {
    COMMITTED,
    YOURS
  }

  private record Waiting<D>(D draft, CompletableFuture<Turn> turn) {}

  /**
   * Has the draft committed by the commit, together with others or alone.
   *
   * @throws Limited when too many wait
   * @throws Unavailable when the wait is too long
   */
  void run(D draft, Consumer<List<D>> commit) {
    var mine = new Waiting<D>(draft, new CompletableFuture<>());
    enter(mine);
    Turn turn;
    try {
      turn = await(mine);
    } catch (InterruptedException e) {
      leave(mine);
      Thread.currentThread().interrupt();
      throw unknown(e);
    } catch (TimeoutException e) {
      leave(mine);
      throw unknown(e);
    }
    if (turn == Turn.YOURS) {
      lead(commit);
    }
  }

  /** How many wait for a commit to begin. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void enter(Waiting<D> mine) {
    lock.lock();
    try {
      if (waiting.size() >= WAITING_MAX) {
        throw new Limited(
            "Too many decisions of your team wait to be written down.", Duration.ofSeconds(1));
      }
      waiting.add(mine);
      if (!committing) {
        committing = true;
        mine.turn().complete(Turn.YOURS);
      }
    } finally {
      lock.unlock();
    }
  }

  private Turn await(Waiting<D> mine) throws InterruptedException, TimeoutException {
    try {
      return mine.turn().get(waitMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : unknown(e);
    }
  }

  /** Goes without a commit; if it was its turn in this moment, the next one has it. */
  private void leave(Waiting<D> mine) {
    lock.lock();
    try {
      boolean first = mine.equals(waiting.peek());
      waiting.remove(mine);
      if (first && mine.turn().isDone()) {
        passOn();
      }
    } finally {
      lock.unlock();
    }
  }

  private static Unavailable unknown(Exception cause) {
    return new Unavailable(
        "postgresql", "The decision could not be written down. Ask for it again.", cause);
  }

  /** Commits what waits, its own draft first, and leaves the next commit to the next who waits. */
  private void lead(Consumer<List<D>> commit) {
    var batch = take();
    var others = batch.subList(1, batch.size());
    try {
      commit.accept(batch.stream().map(Waiting::draft).toList());
      others.forEach(other -> other.turn().complete(Turn.COMMITTED));
    } catch (RuntimeException | Error e) {
      others.forEach(other -> other.turn().completeExceptionally(e));
      throw e;
    } finally {
      passOn();
    }
  }

  private List<Waiting<D>> take() {
    lock.lock();
    try {
      var batch = new ArrayList<Waiting<D>>();
      long taken = 0;
      while (!waiting.isEmpty()
          && batch.size() < BATCH_MAX
          && (batch.isEmpty()
              || taken + length.applyAsLong(waiting.peek().draft()) <= LENGTH_MAX)) {
        taken += length.applyAsLong(waiting.peek().draft());
        batch.add(waiting.poll());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void passOn() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        committing = false;
      } else {
        waiting.getFirst().turn().complete(Turn.YOURS);
      }
    } finally {
      lock.unlock();
    }
  }
}
