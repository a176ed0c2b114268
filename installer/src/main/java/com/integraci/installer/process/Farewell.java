package com.integraci.installer.process;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.time.Duration;
import java.util.List;

/** How a component is asked to end, and what follows when it does not. */
public enum Farewell {
  /** Asks with TERM and gives it 30 s. */
  PLAIN,
  /**
   * PostgreSQL's fast shutdown (INT: sessions end, a checkpoint is written), then its immediate one
   * (QUIT: the postmaster still ends its children and frees the shared memory), and only then KILL.
   */
  POSTGRES;

  private record Step(Signal signal, int patienceSeconds) {}

  private List<Step> steps() {
    return switch (this) {
      case PLAIN -> List.of(new Step(Signal.TERM, 30), new Step(Signal.KILL, 10));
      case POSTGRES ->
          List.of(new Step(Signal.INT, 60), new Step(Signal.QUIT, 15), new Step(Signal.KILL, 10));
    };
  }

  /**
   * Ends a process and waits until it is gone.
   *
   * @throws Refusal when it survives even KILL, which a process stuck in the kernel does
   */
  void end(String name, ProcessRecord process) {
    for (Step step : steps()) {
      if (!process.alive()) {
        return;
      }
      step.signal().send(process.pid());
      if (Await.until(Duration.ofSeconds(step.patienceSeconds()), () -> !process.alive())) {
        return;
      }
    }
    throw new Refusal(
        ExitCode.COMPONENT_FAILED,
        "%s (process %d) can't be ended; it hangs in the kernel.".formatted(name, process.pid()));
  }
}
