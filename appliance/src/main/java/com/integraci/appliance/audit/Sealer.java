package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.tracing.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Links entries into their chains soon after they are committed: woken by commits of this process,
 * and by a poll for those of others. Killed at any point it loses nothing: an entry is unsealed
 * until its seal is committed.
 */
public final class Sealer implements SealSignal, AutoCloseable {

  /** Lag from which on {@link #lag} is an alarm. */
  public static final Duration LAG_MAX = Duration.ofSeconds(5);

  private static final System.Logger LOGGER = System.getLogger(Sealer.class.getName());

  /** Commits that come within it share a batch. */
  private static final Duration GATHER = Duration.ofMillis(10);

  /**
   * The same for a tenant whose last batch had {@link #BUSY} entries: fewer batches, well filled.
   */
  private static final Duration GATHER_BUSY = Duration.ofMillis(25);

  private static final int BUSY = 16;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int WORKERS = 2;

  private final Sealing sealing;
  private final SealClaims claims;
  private final Consumer<TenantId> listener;
  private final ScheduledThreadPoolExecutor workers;
  private final Set<TenantId> scheduled = ConcurrentHashMap.newKeySet();
  private final Set<TenantId> running = ConcurrentHashMap.newKeySet();
  private final Set<TenantId> looking = ConcurrentHashMap.newKeySet();
  private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
  private final Map<TenantId, Instant> waitingSince = new ConcurrentHashMap<>();
  private final AtomicLong sealed = new AtomicLong();
  private volatile boolean alarmed;
  private volatile boolean closing;

  private Sealer(Sealing sealing, SealClaims claims, Consumer<TenantId> listener) {
    this.listener = listener;
    this.sealing = sealing;
    this.claims = claims;
    // Not virtual: seals must come in time even when something computes on all carrier threads.
    this.workers =
        new ScheduledThreadPoolExecutor(
            WORKERS, Thread.ofPlatform().daemon().name("sealer-", 0).factory());
    workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Starts sealing.
   *
   * @param database the application role's door; with a pool of its own, callers can't starve it
   * @param claims the door of job {@link JobDatabase.Job#SEALER}
   */
  public static Sealer start(Database database, JobDatabase claims, Policy policy) {
    return start(database, claims, policy, _ -> {});
  }

  /**
   * The same, telling somebody.
   *
   * @param listener is told, after the commit, which tenant has sealed entries to read; must
   *     neither block nor fail
   */
  public static Sealer start(
      Database database, JobDatabase claims, Policy policy, Consumer<TenantId> listener) {
    var sealer = new Sealer(new Sealing(database, policy), new SealClaims(claims), listener);
    var _ =
        sealer.workers.scheduleWithFixedDelay(
            sealer::poll, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    return sealer;
  }

  @Override
  public void committed(TenantId tenant) {
    waitingSince.putIfAbsent(tenant, Instant.now());
    schedule(tenant, busy.contains(tenant) ? GATHER_BUSY : GATHER);
  }

  /** How long the oldest known entry has waited for its seal; zero when none waits. */
  public Duration lag() {
    Instant now = Instant.now();
    return waitingSince.values().stream()
        .min(Instant::compareTo)
        .map(since -> Duration.between(since, now))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** Entries sealed since the start. */
  public long sealed() {
    return sealed.get();
  }

  /** Ends what runs, within ten seconds; entries left are sealed by the next start. */
  @Override
  public void close() {
    // Not interrupted: that would cut the database's connection in the middle of a batch.
    closing = true;
    workers.shutdown();
    try {
      if (!workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.log(System.Logger.Level.WARNING, "the sealer did not end in {0}", STOP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void schedule(TenantId tenant, Duration delay) {
    schedule(scheduled, tenant, delay);
  }

  /** Once a tenant for each purpose: a look later must not hold up what is to be done now. */
  private void schedule(Set<TenantId> purpose, TenantId tenant, Duration delay) {
    if (!purpose.add(tenant)) {
      return;
    }
    try {
      var _ = workers.schedule(() -> run(purpose, tenant), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // Closed meanwhile; whoever starts next finds the entries.
      purpose.remove(tenant);
    }
  }

  private void run(Set<TenantId> purpose, TenantId tenant) {
    purpose.remove(tenant);
    if (!running.add(tenant)) {
      schedule(tenant, GATHER);
      return;
    }
    try {
      seal(tenant);
    } catch (RuntimeException e) {
      // The poll comes back to it.
      LOGGER.log(System.Logger.Level.WARNING, "sealing tenant " + tenant + " failed", e);
    } finally {
      running.remove(tenant);
    }
  }

  /** Seals what waits; entries that are committed meanwhile have signals of their own. */
  private void seal(TenantId tenant) {
    Instant waiting = waitingSince.get(tenant);
    Sealing.Batch batch;
    long begun = System.nanoTime();
    int count = 0;
    do {
      batch = sealing.seal(tenant);
      count += batch.sealed();
      sealed.addAndGet(batch.sealed());
      if (batch.sealed() > 0) {
        listener.accept(tenant);
      }
    } while (batch.more() && !closing);
    if (waiting != null) {
      waitingSince.remove(tenant, waiting);
    }
    if (count >= BUSY) {
      busy.add(tenant);
    } else {
      busy.remove(tenant);
    }
    if (count > 0) {
      Trace.ended("audit seal", begun, "integraci.audit.entries", count);
      // A second look when it is quiet raises the low-water mark, so that polls stay cheap.
      schedule(looking, tenant, POLL);
    }
  }

  private void poll() {
    try {
      for (TenantId tenant : claims.unsealed()) {
        waitingSince.putIfAbsent(tenant, Instant.now());
        schedule(tenant, Duration.ZERO);
      }
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.WARNING, "looking for unsealed entries failed", e);
    }
    alarm();
  }

  private void alarm() {
    Duration lag = lag();
    boolean late = lag.compareTo(LAG_MAX) > 0;
    if (late && !alarmed) {
      LOGGER.log(System.Logger.Level.ERROR, "audit entries wait {0} for their seal", lag);
    }
    if (!late && alarmed) {
      LOGGER.log(System.Logger.Level.INFO, "audit entries are sealed in time again");
    }
    alarmed = late;
  }
}
