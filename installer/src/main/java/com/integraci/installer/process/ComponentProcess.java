package com.integraci.installer.process;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running process of the stack.
 *
 * <p>A small shell program runs first, as the caller: it records its own process id, start time and
 * boot in {@code run/NAME}, then checks that the supervisor is still its parent, and becomes the
 * component by exec, so that the record holds for it. Were the supervisor killed before the record
 * was written, the check ends the shell; killed later, the record lets the next start find the
 * component. There is no moment in which an unrecorded component runs on.
 */
public final class ComponentProcess {
  private static final String RECORD_AND_BECOME =
      """
      umask 077
      set -f
      record=$1 parent=$2
      shift 2
      read -r stat < "/proc/$$/stat" || exit 111
      start=$(set -- ${stat##*) }; shift 19; echo "$1")
      read -r boot < /proc/sys/kernel/random/boot_id || exit 111
      echo "$$ $start $boot" > "$record.new" && mv -f "$record.new" "$record" || exit 111
      read -r stat < "/proc/$$/stat" || exit 111
      [ "$(set -- ${stat##*) }; echo "$2")" = "$parent" ] || exit 112
      exec "$@"
      """;

  private static final Duration RECORD_BOUND = Duration.ofSeconds(20);

  private final Launch launch;
  private final Process process;
  private final Path record;

  private ComponentProcess(Launch launch, Process process, Path record) {
    this.launch = launch;
    this.process = process;
    this.record = record;
  }

  /**
   * Starts a process; its output goes to {@code log/NAME.log}.
   *
   * @param input what it reads on its standard input, for secrets that a command line may not show
   */
  public static ComponentProcess start(Launch launch, RunFolders folders, String input) {
    Path record = folders.run().resolve(launch.name());
    var builder = new ProcessBuilder(commandLine(launch, record, ProcessHandle.current().pid()));
    Program.plainEnvironment(builder);
    builder.environment().putAll(launch.environment());
    builder.directory(launch.folder().toFile());
    builder.redirectErrorStream(true);
    var log = folders.log().resolve(launch.name() + ".log").toFile();
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      Files.deleteIfExists(record);
      Process process = builder.start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended before it read everything; its exit status says so.
      }
      return new ComponentProcess(launch, process, record);
    } catch (IOException e) {
      throw new Refusal(ExitCode.COMPONENT_FAILED, launch.name() + " could not be started.", e);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @throws Refusal when it fails or does not end within the bound
   */
  public static void run(Launch launch, RunFolders folders, String input, Duration bound) {
    ComponentProcess program = start(launch, folders, input);
    int status;
    try {
      if (!program.process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        program.stop();
        throw new Refusal(
            ExitCode.COMPONENT_FAILED,
            "%s did not end within %d s; see %s."
                .formatted(launch.name(), bound.toSeconds(), folders.logOf(launch.name())));
      }
      status = program.process.exitValue();
      Files.deleteIfExists(program.record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      program.stop();
      throw new Refusal(ExitCode.COMPONENT_FAILED, launch.name() + " was interrupted.", e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INTERNAL, "The record of " + launch.name() + " stays.", e);
    }
    if (status != 0) {
      throw new Refusal(
          ExitCode.COMPONENT_FAILED,
          "%s failed (exit status %d): %s"
              .formatted(launch.name(), status, folders.lastLine(launch.name())));
    }
  }

  /** Whether the process runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the exit status when the process ends; 128 and more is a signal. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Ends the process in its own manner and waits for it; the record goes last. */
  public void stop() {
    try {
      Await.until(RECORD_BOUND, () -> Files.exists(record) || !process.isAlive());
      var known = ProcessRecord.read(record);
      if (known.isPresent()) {
        launch.farewell().end(launch.name(), known.get());
      } else {
        process.destroyForcibly();
      }
      Files.deleteIfExists(record);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INTERNAL, "The record of " + launch.name() + " can't be read.", e);
    }
  }

  static List<String> commandLine(Launch launch, Path record, long supervisor) {
    var line = new ArrayList<String>();
    line.addAll(List.of("/bin/sh", "-c", RECORD_AND_BECOME, launch.name(), record.toString()));
    line.add(Long.toString(supervisor));
    // A session of its own: Ctrl-C in a terminal reaches the supervisor only, which stops in order.
    line.add("setsid");
    line.addAll(Program.as(launch.owner()));
    line.addAll(launch.command());
    return line;
  }
}
