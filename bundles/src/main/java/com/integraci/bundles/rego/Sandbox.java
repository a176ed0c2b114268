package com.integraci.bundles.rego;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs one program on files of others, apart from everything else: in a folder that is its whole
 * file system and has nothing but the program and copies of the files, in namespaces without a
 * network and without other processes, without privileges, with an empty environment and limited
 * time, memory and output. As root it runs as a user that nothing else runs as.
 *
 * <p>What does it are {@code unshare}, {@code setpriv} and {@code prlimit} of util-linux.
 */
final class Sandbox implements AutoCloseable {

  /** In no range that a system hands out to people or packages. */
  private static final String USER = "65519";

  private static final List<String> TOOLS =
      List.of("/usr/bin/prlimit", "/usr/bin/setpriv", "/usr/bin/unshare");

  private static final Duration WALL = Duration.ofSeconds(60);
  private static final long OUTPUT_MAX = 8 << 20;
  private static final List<String> LIMITS =
      List.of(
          "--cpu=20", "--data=" + (1L << 30), "--fsize=" + OUTPUT_MAX, "--nofile=64", "--core=0");

  /** What {@code prlimit} and Go end with when the processor's time is over. */
  private static final List<Integer> OUT_OF_TIME = List.of(128 + 24, 128 + 9);

  private static final String WORK = "work";

  private final Path root;
  private final boolean superuser;

  /**
   * What a program left behind.
   *
   * @param status its exit status
   * @param output what it printed
   * @param errors what it printed as errors
   */
  record Outcome(int status, String output, String errors) {}

  /** What is done with the files of a run before they are gone. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Outcome outcome, Path work) throws IOException;
  }

  private Sandbox(Path root, boolean superuser) {
    this.root = root;
    this.superuser = superuser;
  }

  /**
   * Makes the place for a program.
   *
   * @param program statically linked: there is no library beside it
   * @throws SandboxMissing when a tool is not on this machine
   */
  static Sandbox around(Path program) {
    for (String tool : TOOLS) {
      if (!Files.isExecutable(Path.of(tool))) {
        throw new SandboxMissing(
            "Policies are compiled in a sandbox only, and "
                + tool
                + " is missing: it is part of"
                + " util-linux.");
      }
    }
    try {
      Path root =
          Files.createTempDirectory(
              "integraci-sandbox",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      copyProgram(program, root.resolve("program"));
      return new Sandbox(root, "root".equals(System.getProperty("user.name")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Never while something is started: a child has for a moment everything that this process has
   * open, and Linux runs no program that anybody has open for writing.
   */
  private static synchronized void copyProgram(Path program, Path target) throws IOException {
    Files.copy(program, target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
  }

  /** Returns when the child runs its own program, and has nothing of ours. */
  private static synchronized Process start(ProcessBuilder builder) throws IOException {
    return builder.start();
  }

  /**
   * Runs the program in a folder of copies; one run at a time.
   *
   * @param files ordinary files below this folder
   * @param reading gets the outcome and the folder that the program could write to
   * @throws SandboxLimit when it was ended
   */
  synchronized <T> T run(Path files, List<String> arguments, Reading<T> reading) {
    Path work = root.resolve(WORK);
    try {
      Files.createDirectory(work);
      try {
        copy(files, work);
        return reading.read(exchange(arguments, work), work);
      } finally {
        remove(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path files, Path work) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path path : all.filter(path -> !path.equals(files)).toList()) {
        Path target = work.resolve(files.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectory(target);
        } else {
          Files.copy(path, target);
        }
        open(target);
      }
    }
    Files.createDirectory(work.resolve("out"));
    open(work);
    Files.setPosixFilePermissions(
        work.resolve("out"), PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private Outcome exchange(List<String> arguments, Path work) throws IOException {
    Path output = root.resolve("output");
    Path errors = root.resolve("errors");
    var builder = new ProcessBuilder(command(arguments));
    builder.environment().clear();
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(output.toFile());
    builder.redirectError(errors.toFile());
    Process process = start(builder);
    try {
      if (!process.waitFor(WALL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SandboxLimit(SandboxLimit.Limit.TIME);
      }
      return checked(new Outcome(process.exitValue(), text(output), text(errors)), work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> command(List<String> arguments) {
    var command = new ArrayList<>(List.of(TOOLS.get(0)));
    command.addAll(LIMITS);
    if (superuser) {
      // Of this user alone; of another all processes of the machine would count.
      command.add("--nproc=64");
    }
    command.addAll(List.of("--", TOOLS.get(1), "--no-new-privs", "--", TOOLS.get(2)));
    if (!superuser) {
      command.addAll(List.of("--user", "--map-current-user"));
    }
    command.addAll(
        List.of("--net", "--ipc", "--uts", "--pid", "--mount", "--fork", "--kill-child=KILL"));
    command.addAll(List.of("--root=" + root, "--wd=/" + WORK));
    if (superuser) {
      command.addAll(List.of("--setgid=" + USER, "--setuid=" + USER));
    }
    command.addAll(List.of("--", "/program"));
    command.addAll(arguments);
    return command;
  }

  private static Outcome checked(Outcome outcome, Path work) throws IOException {
    if (outcome.errors().contains("unshare: ") || outcome.errors().contains("setpriv: ")) {
      throw new SandboxMissing(
          "Policies are compiled in a sandbox only, and this machine refuses one: "
              + outcome.errors().strip());
    }
    if (OUT_OF_TIME.contains(outcome.status())) {
      throw new SandboxLimit(SandboxLimit.Limit.TIME);
    }
    if (outcome.errors().contains("out of memory")
        || outcome.errors().contains("cannot allocate memory")) {
      throw new SandboxLimit(SandboxLimit.Limit.MEMORY);
    }
    if (outcome.output().length() >= OUTPUT_MAX || largest(work) >= OUTPUT_MAX) {
      throw new SandboxLimit(SandboxLimit.Limit.OUTPUT);
    }
    return outcome;
  }

  private static long largest(Path work) throws IOException {
    try (Stream<Path> all = Files.walk(work.resolve("out"))) {
      return all.mapToLong(path -> path.toFile().length()).max().orElse(0);
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = (int) Math.min(bytes.length, OUTPUT_MAX);
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() {
    try {
      remove(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
