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
 * What each of one team's decisions needs of PostgreSQL, in batches: one at a time, of all that
 * wait when it begins, made by the first of them. So nobody is answered by what began before they
 * came.
 *
 * @param <D> what waits, such as a decision that is not written down yet
 */
final class Batches<D> {

  private static final int BATCH_MAX = 128;
  private static final long LENGTH_MAX = 4L << 20;
  private static final int WAITING_MAX = 2048;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<D>> waiting = new ArrayDeque<>();
  private final Duration waitMax;
  private final ToLongFunction<D> length;
  private boolean working;

  /**
   * Batches for which nobody waits longer.
   *
   * @param waitMax for a batch to end, or to be one's own to make
   * @param length how many characters one has
   */
  Batches(Duration waitMax, ToLongFunction<D> length) {
    this.waitMax = waitMax;
    this.length = length;
  }

  /** What somebody who waits is told. */
  private enum Turn {
    DONE,
    YOURS
  }

  private record Waiting<D>(D one, CompletableFuture<Turn> turn) {}

  /**
   * Has this one done by the work, together with others or alone.
   *
   * @throws Limited when too many wait
   * @throws Unavailable when the wait is too long
   */
  void run(D one, Consumer<List<D>> work) {
    var mine = new Waiting<D>(one, new CompletableFuture<>());
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
      lead(work);
    }
  }

  /** How many wait for a batch to begin. */
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
        throw new Limited("Too many decisions of your team wait.", Duration.ofSeconds(1));
      }
      waiting.add(mine);
      if (!working) {
        working = true;
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

  /** Goes with nothing done; if it was its turn in this moment, the next one has it. */
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
        "postgresql", "The decision could not be made and written down. Ask for it again.", cause);
  }

  /** Does what waits, its own first, and leaves the next batch to the next who waits. */
  private void lead(Consumer<List<D>> work) {
    var batch = take();
    var others = batch.subList(1, batch.size());
    try {
      work.accept(batch.stream().map(Waiting::one).toList());
      others.forEach(other -> other.turn().complete(Turn.DONE));
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
          && (batch.isEmpty() || taken + length.applyAsLong(waiting.peek().one()) <= LENGTH_MAX)) {
        taken += length.applyAsLong(waiting.peek().one());
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
        working = false;
      } else {
        waiting.getFirst().turn().complete(Turn.YOURS);
      }
    } finally {
      lock.unlock();
    }
  }
}
