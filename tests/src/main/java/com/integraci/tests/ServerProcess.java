package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running server. The thread that started it lives as long, for its death ends the server. */
final class ServerProcess implements RunningServer {

  private static final long STOP_SECONDS = 30;

  private final CompletableFuture<Process> started = new CompletableFuture<>();

  private ServerProcess() {}

  /** Starts it; what it prints goes to the file {@code log} of the folder. */
  static ServerProcess start(Path folder, Map<String, String> environment, String... command) {
    var builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("setpriv", "--pdeathsig", "KILL", "--"), Stream.of(command))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().putAll(environment);
    var server = new ServerProcess();
    Thread.ofPlatform().daemon().name("server").start(() -> server.attend(builder));
    server.started.join();
    return server;
  }

  @Override
  public void kill() {
    Process process = started.join();
    process.destroyForcibly();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public boolean isAlive() {
    return started.join().isAlive();
  }

  private void attend(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      started.complete(process);
      process.waitFor();
    } catch (IOException e) {
      started.completeExceptionally(new UncheckedIOException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
