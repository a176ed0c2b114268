package com.integraci.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation is called once as it should be, and has to work. Then schemathesis makes requests
 * of the description, right and wrong ones, as the operator and as the owner of a team, and holds
 * the answers to it: no 5xx, no status, field or media type that is not described, no wrong request
 * taken. The runner names the Python that has it in {@code INTEGRACI_PYTHON}.
 */
@Tag("api")
class ApiTest {

  private static final Pattern FAILURES = Pattern.compile("=+ (FAILURES|ERRORS) =+");
  private static final int LINES_MAX = 50;
  private static final Duration BOUND = Duration.ofMinutes(6);

  @TempDir private Path folder;

  @Test
  void every_answer_is_as_the_description_says_and_every_operation_works()
      throws IOException, InterruptedException {
    var run = schemathesis(DemoAppliance.shared().ready());
    assertTrue(run.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS), "it did not end in " + BOUND);
    assertEquals(0, run.exitValue(), this::report);
  }

  private Process schemathesis(Path ready) throws IOException {
    var python = System.getenv("INTEGRACI_PYTHON");
    assertNotNull(python, "INTEGRACI_PYTHON names no Python; use tests/run api");
    var script = Path.of(System.getProperty("integraci.root"), "tests/python/api.py");
    var builder = new ProcessBuilder(List.of(python, script.toString()));
    builder.environment().put("INTEGRACI_READY", ready.toString());
    // Bytecode beside the scripts would be of whoever runs the suite.
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("api.log").toFile());
    return builder.start();
  }

  /** What it found, as far as a report should carry it; whatever it said last, if it broke. */
  private String report() {
    try {
      var lines = Files.readAllLines(folder.resolve("api.log"));
      var found = lines.stream().filter(line -> line.startsWith("FAULT")).toList();
      var rest = lines.stream().dropWhile(line -> !FAILURES.matcher(line).matches()).toList();
      var shown =
          rest.isEmpty()
              ? lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size())
              : rest;
      return Stream.concat(found.stream(), shown.stream().limit(LINES_MAX))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
