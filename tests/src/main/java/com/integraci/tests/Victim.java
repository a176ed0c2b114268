package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Java process that does the product's work and is ended by SIGKILL in the midst of it. */
public final class Victim {

  private static final Duration END_MAX = Duration.ofMinutes(5);

  /** What a shell shows of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private Victim() {}

  /**
   * Runs a class of the tests in a process of its own until it is killed.
   *
   * @param log gets what it printed, after what is there
   * @throws AssertionError when it ends otherwise, or not within five minutes
   */
  public static void run(Class<?> main, Path log, String... arguments) {
    var what = main.getSimpleName() + " " + List.of(arguments);
    try {
      var process = start(main, log, arguments);
      try {
        if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError(what + " was not killed; see " + log);
        }
        if (process.exitValue() != KILLED) {
          throw new AssertionError(what + " ended with " + process.exitValue() + "; see " + log);
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Starts a class in a Java process of its own, with the class path of this one.
   *
   * @param log gets what it prints, after what is there; its folder is that of temporary files too,
   *     which nobody removes
   */
  public static Process start(Class<?> main, Path log, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home")).resolve("bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + log.toAbsolutePath().getParent());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Ends this process: nothing runs after it, no finally, no hook, no flush. */
  public static void die() {
    try {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
