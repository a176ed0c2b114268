package com.integraci.appliance.events;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishes tenants' events at the broker: each tenant in its own order, on a thread of its own, 64
 * at a time. Who fails is tried again after one second, then twice as long each time up to 30, and
 * holds up nobody. Any number of control planes may do it.
 */
public final class EventPublishing implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EventPublishing.class.getName());
  private static final int AT_A_TIME = 64;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int DOUBLED_MAX = 5;
  private static final Duration SUSPENDED = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final PublishParts parts;
  private final JobDatabase claims;
  private final SealedTenants sealed;
  private final PublishStore store = new PublishStore();
  private final Semaphore room = new Semaphore(AT_A_TIME, true);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Turn> turns = new HashMap<>();
  private long polledNanos;
  private boolean started;
  private volatile boolean closed;

  /**
   * Over these.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   * @param sealed which tenants have something new
   */
  public EventPublishing(PublishParts parts, JobDatabase claims, SealedTenants sealed) {
    this.parts = parts;
    this.claims = claims;
    this.sealed = sealed;
  }

  /** Where a tenant stands here. Guarded by the lock, but for its feed. */
  private static final class Turn {
    final Feed feed;
    boolean running;
    boolean again;
    boolean waiting;
    int failures;
    long sinceNanos;
    long notBeforeNanos = System.nanoTime();

    Turn(Feed feed) {
      this.feed = feed;
    }
  }

  /** Sets about what is new; returns at once, and always 0: there is no more until it is woken. */
  public int run() {
    if (!started) {
      store.lastMoved(claims).forEach(tenant -> wake(tenant, true));
      started = true;
      poll();
    } else if (System.nanoTime() - polledNanos >= POLL.toNanos()) {
      poll();
    }
    sealed.take().forEach(tenant -> wake(tenant, false));
    return 0;
  }

  /** Finds what other processes sealed, and what failed and is due again. */
  private void poll() {
    polledNanos = System.nanoTime();
    store.behind(claims).forEach(tenant -> wake(tenant, false));
    lock.lock();
    try {
      turns.values().removeIf(turn -> !turn.running && !turn.waiting && isIdle(turn));
      turns.forEach(
          (tenant, turn) -> {
            if (turn.waiting) {
              start(tenant, turn);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle(Turn turn) {
    return polledNanos - turn.notBeforeNanos > IDLE.toNanos();
  }

  private void wake(TenantId tenant, boolean look) {
    lock.lock();
    try {
      Turn turn = turns.computeIfAbsent(tenant, _ -> new Turn(new Feed(parts, tenant)));
      if (look) {
        turn.feed.lookAtStream();
      }
      turn.again = true;
      if (!turn.waiting) {
        turn.waiting = true;
        turn.sinceNanos = System.nanoTime();
      }
      start(tenant, turn);
    } finally {
      lock.unlock();
    }
  }

  private void start(TenantId tenant, Turn turn) {
    if (!turn.running && !closed && System.nanoTime() - turn.notBeforeNanos >= 0) {
      turn.running = true;
      Thread.ofVirtual().name("publish-" + tenant).start(() -> publish(tenant, turn));
    }
  }

  private void publish(TenantId tenant, Turn turn) {
    room.acquireUninterruptibly();
    try {
      Feed.Result result;
      do {
        again(turn, false);
        result = turn.feed.run(() -> closed);
      } while (result == Feed.Result.DONE && !ended(turn, result));
      if (result != Feed.Result.DONE) {
        ended(turn, result);
      }
    } catch (RuntimeException e) {
      failed(tenant, turn, e);
    } finally {
      room.release();
    }
  }

  private void again(Turn turn, boolean wanted) {
    lock.lock();
    try {
      turn.again = wanted;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the run is over: not, if something was sealed meanwhile. */
  private boolean ended(Turn turn, Feed.Result result) {
    lock.lock();
    try {
      turn.failures = 0;
      turn.notBeforeNanos = System.nanoTime();
      if (result == Feed.Result.DONE && turn.again) {
        turn.sinceNanos = turn.notBeforeNanos;
        return false;
      }
      if (result == Feed.Result.SUSPENDED) {
        turn.notBeforeNanos += SUSPENDED.toNanos();
      }
      turn.running = false;
      turn.waiting = false;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void failed(TenantId tenant, Turn turn, RuntimeException e) {
    lock.lock();
    try {
      long wait = RETRY.toNanos() << Math.min(turn.failures, DOUBLED_MAX);
      // Up to half of it less, so that those who failed together don't come back together.
      wait -= ThreadLocalRandom.current().nextLong(wait / 2);
      turn.failures++;
      turn.notBeforeNanos = System.nanoTime() + wait;
      turn.running = false;
      if (turn.failures == 1 && !closed) {
        LOG.log(
            System.Logger.Level.WARNING,
            "events of " + tenant + " can't be published now: " + e.getMessage(),
            e instanceof Failure ? null : e);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long the tenant that waits the longest has had events that are not published. */
  public Duration lag() {
    long now = System.nanoTime();
    lock.lock();
    try {
      return turns.values().stream()
          .filter(turn -> turn.waiting)
          .map(turn -> Duration.ofNanos(now - turn.sinceNanos))
          .max(Duration::compareTo)
          .orElse(Duration.ZERO);
    } finally {
      lock.unlock();
    }
  }

  /** How many tenants' events can't be published now. */
  public int failing() {
    lock.lock();
    try {
      return (int) List.copyOf(turns.values()).stream().filter(turn -> turn.failures > 0).count();
    } finally {
      lock.unlock();
    }
  }

  /** Lets what is under way end, for ten seconds at most. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!room.tryAcquire(AT_A_TIME, STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "events are still being published");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
