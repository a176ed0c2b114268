package com.integraci.airgap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a registry's client as a subprocess, with a time-out. */
final class Tool {
  private static final int TAIL_CHARS = 1_500;

  private Tool() {}

  /** Whether a program of that name is on the path. */
  static boolean exists(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Runs the command in {@code folder} and waits for it.
   *
   * @throws StoreFailure with the end of its output when it fails or takes too long
   */
  static void run(List<String> command, Path folder, Duration timeout)
      throws IOException, InterruptedException {
    run(new ProcessBuilder(command), folder, timeout);
  }

  /**
   * Runs a command with the environment that it was given, and waits for it.
   *
   * @return what it wrote, of which a client may mix progress into its answer
   */
  static String run(ProcessBuilder builder, Path folder, Duration timeout)
      throws IOException, InterruptedException {
    List<String> command = builder.command();
    Path log = folder.resolve("client.log");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreFailure(
            command.getFirst() + " did not end within " + timeout.toMinutes() + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new StoreFailure(
            String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + tail(log));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    return output;
  }

  private static String tail(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    return text.substring(Math.max(0, text.length() - TAIL_CHARS));
  }
}
