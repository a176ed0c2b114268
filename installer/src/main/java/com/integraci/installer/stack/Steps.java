package com.integraci.installer.stack;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Steps of a start side by side, each on a thread of its own and after those it needs. */
final class Steps {
  private static final long END_SECONDS = 90;

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /** A step that may fail as the file system does. */
  interface Step {
    void run() throws IOException;
  }

  /** Begins a step. */
  CompletableFuture<Void> begin(Step step) {
    return CompletableFuture.runAsync(() -> run(step), workers);
  }

  /** Begins a step when what it needs has ended well. */
  CompletableFuture<Void> after(CompletableFuture<Void> needed, Step step) {
    return needed.thenRunAsync(() -> run(step), workers);
  }

  /**
   * Runs a step here and now.
   *
   * @throws Refusal when the file system fails it
   */
  static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new Refusal(
          Durable.noSpace(e) ? ExitCode.DISK_FULL : ExitCode.FOLDER_UNUSABLE,
          "The data folder can't be used: " + e.getMessage(),
          e);
    }
  }

  /** Waits for all, or for the first that fails, and throws what it failed with. */
  static void await(List<CompletableFuture<Void>> steps) {
    var all = CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new));
    for (CompletableFuture<Void> step : steps) {
      var _ =
          step.whenComplete(
              (nothing, fault) -> {
                if (fault != null) {
                  all.completeExceptionally(fault);
                }
              });
    }
    try {
      all.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        default -> throw e;
      }
    }
  }

  /**
   * Interrupts what is under way and waits for it, 90 s at most.
   *
   * @return whether all ended
   */
  boolean end() {
    workers.shutdownNow();
    try {
      return workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
