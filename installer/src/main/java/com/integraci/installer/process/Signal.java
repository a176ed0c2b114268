package com.integraci.installer.process;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signals that are sent to components; Java itself knows only two of them. */
enum Signal {
  HUP,
  INT,
  QUIT,
  TERM,
  KILL;

  private static final Duration BOUND = Duration.ofSeconds(10);

  /** Sends the signal to a process; one that has ended meanwhile is no error. */
  void send(long pid) {
    kill(Long.toString(pid));
  }

  /** Sends the signal to everything in the group that a component leads. */
  void sendToGroup(long leader) {
    kill("-" + leader);
  }

  private void kill(String target) {
    try {
      Process kill =
          new ProcessBuilder(List.of("/bin/kill", "-s", name(), "--", target))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.MACHINE_UNFIT, "/bin/kill can't be run: install Debian's package procps.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
