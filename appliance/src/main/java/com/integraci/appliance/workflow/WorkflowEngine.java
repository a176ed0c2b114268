package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Works off what is due: claims it, runs each workflow on a virtual thread, and looks again when it
 * is woken or {@link Limits#poll} has passed. Any number of engines may share a database.
 */
public final class WorkflowEngine implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WorkflowEngine.class.getName());
  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  private static final Duration LINGER = Duration.ofMillis(5);

  /**
   * What the engine works with.
   *
   * @param database where workflows stand
   * @param claims the pool of {@link JobDatabase.Job#WORKFLOW}
   * @param policy makes the steps' permits
   * @param audit takes the steps' entries
   * @param definitions what can be run
   * @param probe {@link Probe#NONE}, but in crash tests
   */
  public record Parts(
      Database database,
      JobDatabase claims,
      Policy policy,
      AuditLog audit,
      Definitions definitions,
      Probe probe) {

    public Parts {
      Objects.requireNonNull(database);
      Objects.requireNonNull(claims);
      Objects.requireNonNull(policy);
      Objects.requireNonNull(audit);
      Objects.requireNonNull(definitions);
      Objects.requireNonNull(probe);
    }
  }

  /**
   * The engine's limits.
   *
   * @param workersMax workflows at work at one time
   * @param lease how long a killed engine's work lies still; extended three times within it
   * @param poll the longest that due work waits while the engine is idle
   * @param perTenantMax workflows of one tenant at work at one time, in all engines together; the
   *     others wait in the order in which they became due
   */
  public record Limits(int workersMax, Duration lease, Duration poll, int perTenantMax) {

    /** Eight workers, four of them for one tenant, a lease of 20 s, a look every 500 ms. */
    public static final Limits DEFAULT =
        new Limits(8, Duration.ofSeconds(20), Duration.ofMillis(500), 4);
  }

  private final ClaimStore claims;
  private final Limits limits;
  private final WorkSignal signal;
  private final Execution execution;
  private final Effects effects;
  private final Semaphore slots;
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("workflow-", 0).factory());

  private WorkflowEngine(Parts parts, WorkSignal signal, Limits limits, Entries entries) {
    this.claims = new ClaimStore(parts.claims());
    this.limits = limits;
    this.signal = signal;
    this.effects = new Effects(limits.lease().dividedBy(3));
    this.execution =
        new Execution(
            parts,
            transition(parts, entries, WorkflowStore.trusting(limits.lease())),
            transition(parts, entries, WorkflowStore.looking(limits.lease())),
            effects);
    this.slots = new Semaphore(limits.workersMax());
  }

  private Transition transition(Parts parts, Entries entries, WorkflowStore store) {
    return new Transition(parts.definitions(), entries, store, signal);
  }

  /**
   * Starts an engine; it works until it is closed.
   *
   * @param signal wakes it before the next look
   */
  public static WorkflowEngine start(Parts parts, WorkSignal signal, Limits limits) {
    return start(parts, signal, limits, new Entries(parts.policy(), parts.audit()));
  }

  /** The same with its entries given: what they cost is measured by leaving them out. */
  static WorkflowEngine start(Parts parts, WorkSignal signal, Limits limits, Entries entries) {
    var engine = new WorkflowEngine(parts, signal, limits, entries);
    engine.workers.execute(engine::dispatch);
    return engine;
  }

  private void dispatch() {
    boolean busy = false;
    try {
      while (!workers.isShutdown()) {
        int free = places(busy);
        if (workers.isShutdown()) {
          return;
        }
        var claimed = claim(free);
        slots.release(free - claimed.size());
        claimed.forEach(this::begin);
        busy = claimed.size() == free;
        if (!busy) {
          signal.await(limits.poll());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes all free places, one at least. While there is more to do than places, a moment passes
   * first for others to come free: a claim costs more than a step, whatever it finds.
   */
  private int places(boolean busy) throws InterruptedException {
    slots.acquire();
    int more = busy ? limits.workersMax() / 2 - 1 : 0;
    boolean found = more > 0 && slots.tryAcquire(more, LINGER.toMillis(), TimeUnit.MILLISECONDS);
    return 1 + (found ? more : 0) + slots.drainPermits();
  }

  private void begin(Claim claim) {
    try {
      workers.execute(() -> work(claim));
    } catch (RejectedExecutionException e) {
      // Stopped after the claim: it was not begun and goes back at once.
      execution.release(claim);
    }
  }

  private List<Claim> claim(int max) {
    try {
      return claims.claim(max, limits.perTenantMax(), limits.lease());
    } catch (Unavailable e) {
      LOG.log(System.Logger.Level.WARNING, "no work is claimed: {0}", e.getMessage());
      return List.of();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no work is claimed", e);
      return List.of();
    }
  }

  private void work(Claim claim) {
    try {
      execution.run(claim);
    } catch (LostLease e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
    } catch (Effects.Stopped e) {
      execution.release(claim);
    } catch (Unavailable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "workflow {0} waits for its lease to end: {1}",
          claim.workflow(),
          e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          () -> "workflow " + claim.workflow() + " waits for its lease to end",
          e);
    } finally {
      slots.release();
      // The tenant may have more that waited for this one to end.
      signal.raise();
    }
  }

  /** Claims no more, interrupts the steps at work, and gives them back; waits 10 s at most. */
  @Override
  public void close() {
    workers.shutdown();
    effects.close();
    signal.raise();
    slots.release();
    try {
      if (!workers.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "some work did not stop; its lease will end");
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
