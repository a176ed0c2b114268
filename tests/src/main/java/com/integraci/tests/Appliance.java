package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The whole appliance as an operator starts it: the distribution's command {@code up}, in a process
 * of its own, over a folder that outlives it. The suite's runner names the distribution in {@code
 * -Dintegraci.dist}.
 */
public final class Appliance implements AutoCloseable {
  private static final Duration END_BOUND = Duration.ofMinutes(3);

  private final Path folder;
  private final Process process;

  private Appliance(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it and returns at once.
   *
   * @param folder holds data, key, ready-file and output of this appliance; its path is short
   * @param options further options of {@code up}
   */
  public static Appliance start(Path folder, String... options) {
    var command = upCommand(folder, options);
    try {
      var output = ProcessBuilder.Redirect.appendTo(folder.resolve("up.log").toFile());
      return new Appliance(
          folder,
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that starts it, over the folder's {@code data}, {@code key} and ready-file. */
  public static List<String> upCommand(Path folder, String... options) {
    var command = new ArrayList<>(command());
    command.addAll(List.of("up", "--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of("--key-dir", folder.resolve("key").toString()));
    command.addAll(List.of("--ready-file", folder.resolve("ready.json").toString()));
    command.addAll(List.of(options));
    return command;
  }

  /** The command {@code integraci} of the distribution, without its arguments. */
  public static List<String> command() {
    Path dist = Path.of(System.getProperty("integraci.dist"));
    return List.of(
        dist.resolve("runtime/bin/java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "-cp",
        dist.resolve("lib/installer") + "/*",
        "com.integraci.installer.Main");
  }

  /** Waits until it says that a sign-up would work. */
  public void awaitReady(Duration bound) {
    Path ready = folder.resolve("ready.json");
    Await.until(
        "the appliance is ready; it said:\n" + output(),
        bound,
        () -> Files.exists(ready) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("the appliance ended; it said:\n" + output());
    }
  }

  /** The command's process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the command itself still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Kills the command, and nothing of what it started; takes away the ready-file that it can't take
   * away itself any more, so that the next one to appear is of the next start.
   */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
    try {
      Files.deleteIfExists(folder.resolve("ready.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop, as Ctrl-C does, and returns its exit status. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Waits for it to end by itself; returns its exit status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(END_BOUND.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the appliance did not end; it said:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What it printed, of all runs over this folder. */
  public String output() {
    try {
      return Files.readString(folder.resolve("up.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every process of this machine whose command line names a folder. */
  public static List<Long> processesOf(Path folder) {
    var found = new ArrayList<Long>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path each : processes) {
        if (commandLine(each).contains(folder.toString())) {
          found.add(Long.parseLong(each.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException e) {
      // Ended meanwhile.
      return "";
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
