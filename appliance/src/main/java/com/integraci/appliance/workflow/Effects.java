package com.integraci.appliance.workflow;

import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.tracing.Trace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes a step's effect within its deadline, and keeps the lease while it lasts. */
final class Effects implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Effects.class.getName());
  private static final int SENTENCE_MAX = 500;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("step-", 0).factory());

  private final Duration extension;

  /**
   * Makes a maker.
   *
   * @param extension how often the lease is extended; well within it
   */
  Effects(Duration extension) {
    this.extension = extension;
  }

  /** This control plane is stopping: the attempt stays open. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Runs or undoes the step.
   *
   * @param extend extends the lease, or throws when it is lost; the effect is then interrupted
   * @throws Unavailable when the deadline passed
   */
  Payload make(Position at, Runnable extend) {
    try {
      return within(at, extend);
    } catch (RuntimeException e) {
      throw threads.isShutdown() ? new Stopped() : e;
    }
  }

  private Payload within(Position at, Runnable extend) {
    var effect = threads.submit(Trace.carried(() -> make(at)));
    long end = System.nanoTime() + at.step().deadline().toNanos();
    try {
      while (true) {
        long left = end - System.nanoTime();
        var result = await(effect, Math.min(left, extension.toNanos()));
        if (result.isPresent()) {
          return result.get();
        }
        if (System.nanoTime() >= end) {
          throw new Unavailable(
              "workflow", "The step took longer than %s.".formatted(at.step().deadline()), null);
        }
        extend.run();
      }
    } finally {
      effect.cancel(true);
    }
  }

  private static Payload make(Position at) {
    if (!at.undoing()) {
      return at.step().run(at.run());
    }
    at.step().undo(at.run());
    return Payload.EMPTY;
  }

  private static Optional<Payload> await(Future<Payload> effect, long nanos) {
    try {
      return Optional.of(effect.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Tells the operator; the sentence also stands in the journal. */
  void failed(Position at, RuntimeException cause) {
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "%s %s of workflow %s, attempt %d: %s"
                .formatted(
                    at.undoing() ? "undoing" : "step",
                    at.step().name(),
                    at.run().workflow(),
                    at.attempt(),
                    sentence(cause)),
        cause instanceof Failure || cause instanceof OutcomeUnknown ? null : cause);
  }

  /** A failure's message is made for people; anything else may carry what must not be stored. */
  static String sentence(RuntimeException cause) {
    var text =
        cause instanceof Failure || cause instanceof OutcomeUnknown
            ? cause.getMessage()
            : cause.getClass().getName();
    return text.substring(0, Math.min(text.length(), SENTENCE_MAX));
  }

  /** Interrupts what is at work; whoever waits for it is told {@link Stopped}. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
