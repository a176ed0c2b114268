package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Command() {}

  /**
   * Runs it and returns what it wrote, both streams together.
   *
   * @throws IllegalStateException with that text when it fails or takes longer than two minutes
   */
  static String run(List<String> line, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("integraci-command", ".txt");
      try {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.redirectOutput(output.toFile()).environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "failed: " + String.join(" ", line) + "\n" + Files.readString(output));
        }
        return Files.readString(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
