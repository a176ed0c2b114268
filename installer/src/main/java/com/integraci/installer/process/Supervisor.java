package com.integraci.installer.process;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Starts services, starts those again that die, and stops all in the reverse of the order they were
 * started in. Safe for use by several threads, so that services can start side by side.
 */
public final class Supervisor {
  private static final Logger LOG = System.getLogger(Supervisor.class.getName());
  // Each look is a request that the starting component has to answer, and to log.
  private static final Duration READY_PAUSE = Duration.ofMillis(300);
  private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofMinutes(5);
  private static final int DEATHS_MAX = 8;
  private static final Duration CHORES_EVERY = Duration.ofSeconds(30);

  private final RunFolders folders;
  private final Consumer<String> tell;
  private final Deque<Service> order = new ArrayDeque<>();
  private final Map<String, ComponentProcess> running = new TreeMap<>();
  private final CompletableFuture<Refusal> failed = new CompletableFuture<>();
  private boolean stopping;

  /**
   * Makes a supervisor.
   *
   * @param tell takes a line for the operator when a service dies or comes back
   */
  public Supervisor(RunFolders folders, Consumer<String> tell) {
    this.folders = folders;
    this.tell = tell;
  }

  /**
   * Starts a service and waits until it is ready; from then on it is watched.
   *
   * @throws Refusal when it ends or is not ready within its bound; it does not run then
   */
  public void start(Service service) {
    long begun = System.nanoTime();
    ComponentProcess process = launch(service, true);
    awaitReady(service, process);
    Thread.ofVirtual()
        .name("watch-" + service.launch().name())
        .start(() -> watch(service, process, begun));
  }

  /** The process id of each running service, by name. */
  public synchronized Map<String, Long> pids() {
    var pids = new TreeMap<String, Long>();
    running.forEach((name, process) -> pids.put(name, process.pid()));
    return pids;
  }

  /**
   * Blocks until a service could not be kept alive, or the thread is interrupted.
   *
   * @param meanwhile done every half minute, beside the rotation of logs
   */
  public void watchUntilFailure(Runnable meanwhile) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        throw failed.get(CHORES_EVERY.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        rotateLogs();
        meanwhile.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new IllegalStateException("never completed exceptionally", e);
      }
    }
  }

  /** Stops one service for good and waits for it. */
  public void stop(String name) {
    ComponentProcess process;
    synchronized (this) {
      order.removeIf(service -> service.launch().name().equals(name));
      process = running.remove(name);
    }
    if (process != null) {
      process.stop();
    }
  }

  /** Stops all services, the last started first, and starts none again. */
  public void stopAll() {
    Deque<Service> left;
    synchronized (this) {
      stopping = true;
      left = new ArrayDeque<>(order);
    }
    while (!left.isEmpty()) {
      String name = left.removeLast().launch().name();
      try {
        stop(name);
      } catch (Refusal e) {
        // The others are stopped all the same.
        tell.accept(e.getMessage());
      }
    }
  }

  private synchronized ComponentProcess launch(Service service, boolean first) {
    if (stopping || (!first && !order.contains(service))) {
      throw new Refusal(ExitCode.COMPONENT_FAILED, "The appliance is being stopped.");
    }
    if (first) {
      order.addLast(service);
    }
    ComponentProcess process = ComponentProcess.start(service.launch(), folders, "");
    running.put(service.launch().name(), process);
    return process;
  }

  private void awaitReady(Service service, ComponentProcess process) {
    String name = service.launch().name();
    boolean settled =
        Await.until(
            service.startBound(),
            READY_PAUSE,
            () -> !process.alive() || service.ready().getAsBoolean());
    if (settled && process.alive()) {
      return;
    }
    String sentence =
        process.alive()
            ? "%s was not ready within %d s: %s"
                .formatted(name, service.startBound().toSeconds(), folders.lastLine(name))
            : "%s ended while it started: %s".formatted(name, folders.lastLine(name));
    process.stop();
    throw new Refusal(ExitCode.COMPONENT_FAILED, sentence);
  }

  private void watch(Service service, ComponentProcess first, long begun) {
    String name = service.launch().name();
    ComponentProcess process = first;
    Duration pause = PAUSE_FIRST;
    long since = begun;
    for (int deaths = 1; deaths <= DEATHS_MAX; deaths++) {
      int status = process.ended().join();
      if (!watched(service)) {
        return;
      }
      if (System.nanoTime() - since > HEALTHY.toNanos()) {
        deaths = 1;
        pause = PAUSE_FIRST;
      }
      tell.accept(
          "%s ended (status %d); it starts again in %d s."
              .formatted(name, status, pause.toSeconds()));
      boolean stopped = Await.until(pause, () -> !watched(service));
      if (stopped) {
        return;
      }
      pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
      since = System.nanoTime();
      try {
        process = launch(service, false);
        awaitReady(service, process);
        tell.accept(name + " is ready again.");
      } catch (Refusal e) {
        if (!watched(service)) {
          return;
        }
        tell.accept(e.getMessage());
      }
    }
    failed.complete(
        new Refusal(
            ExitCode.COMPONENT_FAILED,
            "%s died %d times: %s".formatted(name, DEATHS_MAX, folders.lastLine(name))));
  }

  private synchronized boolean watched(Service service) {
    return !stopping && order.contains(service);
  }

  private void rotateLogs() {
    try {
      LogRotation.rotate(folders.log());
      for (Service service : services()) {
        for (Path log : service.logs()) {
          if (LogRotation.moveAside(log)) {
            Optional.ofNullable(pids().get(service.launch().name())).ifPresent(Signal.HUP::send);
          }
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The logs can't be rotated.", e);
    }
  }

  private synchronized List<Service> services() {
    return List.copyOf(order);
  }
}
