package com.integraci.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A running postmaster. The thread that started it lives as long, for its death ends the server.
 */
final class PostgresProcess {

  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 30;
  private static final String READY = "database system is ready to accept connections";

  private final CompletableFuture<Process> ready = new CompletableFuture<>();
  private final List<String> line;
  private final Path log;

  private PostgresProcess(List<String> line, Path log) {
    this.line = line;
    this.log = log;
  }

  /** Starts the server and waits until it accepts connections. */
  static PostgresProcess start(List<String> line, Path log) {
    var process = new PostgresProcess(line, log);
    Thread.ofPlatform().daemon().name("postgres").start(process::attend);
    process.process();
    return process;
  }

  /** Ends it at once, as a crash would: the next start recovers. */
  void stop() {
    Process process = process();
    try {
      Command.run(List.of("kill", "-QUIT", "" + process.pid()), PostgresPrograms.environment());
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /**
   * Ends all of it by SIGKILL: none of its processes gets to write anything, and what they shared
   * is left behind.
   */
  void killAll() {
    var all = Stream.concat(Stream.of(process().toHandle()), process().descendants()).toList();
    var command = new ArrayList<>(List.of("kill", "-KILL"));
    all.forEach(one -> command.add("" + one.pid()));
    Command.run(command, PostgresPrograms.environment());
    all.forEach(one -> one.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join());
  }

  private Process process() {
    try {
      return ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL did not start, see " + log, e);
    }
  }

  private void attend() {
    try {
      var builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().putAll(PostgresPrograms.environment());
      Process process = builder.start();
      try (BufferedReader output = process.inputReader();
          Writer file = Files.newBufferedWriter(log)) {
        for (String text = output.readLine(); text != null; text = output.readLine()) {
          file.write(text + "\n");
          file.flush();
          if (text.contains(READY)) {
            ready.complete(process);
          }
        }
      }
      ready.completeExceptionally(new IllegalStateException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
      throw new UncheckedIOException(e);
    }
  }
}
