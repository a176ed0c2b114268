package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs replays in the background, some at a time. What is under way when it closes is left. */
final class ReplayRunner implements AutoCloseable {

  /** Each holds some pages of decisions in memory. */
  private static final int RUNS_MAX = 2;

  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  private static final int SENTENCE_MAX = 500;
  private static final System.Logger LOG = System.getLogger(ReplayRunner.class.getName());

  private final ReplayFeature.Parts parts;
  private final LoggedDecisions logged;
  private final Counter ended;
  private final Semaphore places = new Semaphore(RUNS_MAX);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("replay-", 0).factory());

  ReplayRunner(ReplayFeature.Parts parts) {
    this.parts = parts;
    this.logged = new LoggedDecisions(parts.database());
    this.ended =
        parts
            .metrics()
            .counter("integraci_replays_total", "Replays of bundles, by how they ended.", "result");
  }

  /**
   * Takes a place for a run; {@link #start} or {@link #release} gives it back.
   *
   * @throws Limited when all are taken
   */
  void take() {
    if (!places.tryAcquire()) {
      throw new Limited("Other replays are running. Try again in a moment.", AGAIN);
    }
  }

  void release() {
    places.release();
  }

  /**
   * Runs in the place that was taken.
   *
   * @param permit the system's, for this run
   */
  void start(Permit permit, Source source, Period period) {
    var pages = new LoggedPages(logged, permit, period, Replays.DECISIONS_MAX);
    var run = new ReplayRun(parts, permit, source, pages);
    threads.execute(
        () -> {
          try (source) {
            run(run, permit, source.candidate());
          } finally {
            release();
          }
        });
  }

  private void run(ReplayRun run, Permit permit, Replay.Candidate candidate) {
    try {
      ended.increment(run.run(threads) ? "finished" : "cancelled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!threads.isShutdown()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "replay " + permit.resource().id() + " failed: " + e.getMessage(),
            e instanceof Failure ? null : e);
        ended.increment("failed");
        fail(permit, candidate, e);
      }
    }
  }

  private void fail(Permit permit, Replay.Candidate candidate, RuntimeException cause) {
    var text = cause instanceof Failure ? cause.getMessage() : "A fault of the appliance's.";
    var sentence = text.substring(0, Math.min(text.length(), SENTENCE_MAX));
    try {
      parts
          .database()
          .inTenant(
              permit.tenant(),
              tx -> {
                if (RunStore.fail(tx, permit, sentence)) {
                  var event = AuditEvent.failed(permit.resource());
                  parts.audit().append(tx, permit, event.with(candidate.facts()));
                }
                return permit;
              });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "it is left to run out: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "replays did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
