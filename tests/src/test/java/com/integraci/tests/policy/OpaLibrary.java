package com.integraci.tests.policy;

import com.integraci.tests.bench.Interleaved;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open Policy Agent as a Go library, in a process of its own on one processor: a prepared query
 * that gets the facts as Go has them, built from the sources that its command is built from.
 */
final class OpaLibrary implements Interleaved.Work, AutoCloseable {

  private static final Path PROGRAM =
      Path.of("src/test/resources/com/integraci/tests/policy/library/main.go");

  private final Process process;
  private final BufferedReader answers;
  private final int times;
  private final JsonNode result;

  /**
   * Builds and starts it.
   *
   * @param rules files and folders of Rego and data
   * @param times how many decisions are one unit of work
   */
  OpaLibrary(Path scratch, Path facts, List<Path> rules, int times) throws IOException {
    this.times = times;
    var command = new ArrayList<>(List.of(built(scratch).toString(), facts.toString()));
    rules.forEach(path -> command.add(path.toString()));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("GOMAXPROCS", "1");
    this.process = builder.start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.result = JsonMapper.shared().readTree(line());
  }

  /** In a module of its own, which needs what OPA's needs, in the same versions. */
  private static Path built(Path scratch) throws IOException {
    var source = OpaSource.locked();
    var opa = "github.com/open-policy-agent/opa";
    var needs =
        Files.readString(source.folder().resolve("go.mod"))
            .replace("module " + opa + "\n", "module library\n");
    var replaced = "%nrequire %s v0.0.0%nreplace %s => %s%n".formatted(opa, opa, source.folder());
    Files.writeString(scratch.resolve("go.mod"), needs + replaced);
    Files.copy(source.folder().resolve("go.sum"), scratch.resolve("go.sum"));
    Files.copy(PROGRAM, scratch.resolve("main.go"));
    source.go("build", "-C", scratch.toString(), "-o", "library", ".");
    return scratch.resolve("library");
  }

  private String line() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("the library's process ended");
    }
    return line;
  }

  /** What it answered first. */
  JsonNode result() {
    return result;
  }

  @Override
  public void once() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(times + "\n").flush();
    line();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
