package com.integraci.bundles.rego;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open Policy Agent's command: it checks and tests Rego, and compiles it to WebAssembly. It runs in
 * a {@link Sandbox} and never decides anything. What Rego may call stands in {@code
 * capabilities.json}: what the compiled rules can do as well, and nothing that looks outside.
 */
public final class Opa implements AutoCloseable {

  private static final String CAPABILITIES = "capabilities.json";
  private static final int WASM_MAX = 8 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Sandbox sandbox;

  private Opa(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Takes the command into a sandbox, and has it try to get out.
   *
   * @throws SandboxMissing when this machine has none, or has one that leaks
   */
  public static Opa sandboxed(Path program) {
    var sandbox = Sandbox.around(program);
    try {
      Walls.prove(sandbox);
      return new Opa(sandbox);
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /**
   * Checks all Rego below a folder of ordinary files.
   *
   * @return what is wrong, by file and line
   * @throws SandboxLimit when it takes too much
   */
  public List<Problem> check(Path folder) {
    return check(folder, List.of("--strict"));
  }

  private List<Problem> check(Path folder, List<String> how) {
    var arguments = new ArrayList<>(List.of("check"));
    arguments.addAll(how);
    arguments.addAll(List.of("--capabilities", CAPABILITIES, "--format", "json", "."));
    return run(
        folder, arguments, (outcome, _) -> outcome.status() == 0 ? List.of() : problems(outcome));
  }

  /**
   * Runs all tests below a folder.
   *
   * @throws RegoRefused when it can't be compiled
   * @throws SandboxLimit when it takes too much
   */
  public TestReport test(Path folder) {
    var tests = all(run(folder, testing(), (outcome, _) -> told(outcome)));
    var covered = new ArrayList<>(testing());
    covered.add("--coverage");
    var coverage =
        tests.stream().allMatch(TestReport.Ran::passed)
            ? run(folder, covered, (outcome, _) -> told(outcome))
            : JSON.createObjectNode();
    return Coverage.of(coverage.path("files")).report(tests);
  }

  private static List<String> testing() {
    return List.of("test", "--capabilities", CAPABILITIES, "--format", "json", ".");
  }

  /**
   * Compiles the Rego below a folder.
   *
   * @param entryPoints the rules that are asked, each as {@code package/rule}
   * @return a WebAssembly module
   * @throws RegoRefused when it can't be compiled
   * @throws SandboxLimit when it takes too much, or comes out larger than 8 MiB
   */
  public byte[] compile(Path folder, String... entryPoints) {
    var arguments = new ArrayList<>(List.of("build", "--capabilities", CAPABILITIES));
    arguments.addAll(List.of("--target", "wasm", "--output", "out/bundle.tar.gz"));
    for (String entryPoint : entryPoints) {
      arguments.addAll(List.of("--entrypoint", entryPoint));
    }
    arguments.add(".");
    try {
      return run(folder, arguments, Opa::module);
    } catch (RegoRefused e) {
      // It says in words what is wrong; a check says it by file and line.
      var found = check(folder, List.of());
      throw found.isEmpty() ? e : new RegoRefused(found);
    }
  }

  /**
   * Reads a file of Rego.
   *
   * @param file its path below the folder
   * @throws RegoRefused when it can't be read as Rego
   * @throws SandboxLimit when it takes too much
   */
  public List<Statement> statements(Path folder, String file) {
    return run(
        folder,
        List.of("parse", "--format", "json", "--json-include", "locations", file),
        (outcome, _) -> {
          if (outcome.status() != 0) {
            throw new RegoRefused(problems(outcome));
          }
          return Statements.of(file, JSON.readTree(outcome.output()));
        });
  }

  private static byte[] module(Sandbox.Outcome outcome, Path work) throws IOException {
    if (outcome.status() != 0) {
      throw new RegoRefused(problems(outcome));
    }
    return WasmArchive.module(work.resolve("out/bundle.tar.gz"), WASM_MAX);
  }

  private <T> T run(Path folder, List<String> arguments, Sandbox.Reading<T> reading) {
    try (InputStream in = Opa.class.getResourceAsStream(CAPABILITIES)) {
      Files.copy(in, folder.resolve(CAPABILITIES), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sandbox.run(folder, arguments, reading);
  }

  /** Tests that fail end with 2, as much as what can't be compiled: the output tells. */
  private static JsonNode told(Sandbox.Outcome outcome) {
    try {
      var told = JSON.readTree(outcome.output());
      if (!told.isMissingNode() && !told.has("errors")) {
        return told;
      }
    } catch (JacksonException e) {
      // What follows has the reason.
    }
    throw new RegoRefused(problems(outcome));
  }

  private static List<TestReport.Ran> all(JsonNode tests) {
    return tests
        .valueStream()
        .map(Opa::ran)
        .sorted(Comparator.comparing(TestReport.Ran::file).thenComparingInt(TestReport.Ran::line))
        .toList();
  }

  private static TestReport.Ran ran(JsonNode test) {
    boolean failed = Stream.of("fail", "skip", "error").anyMatch(test::has);
    var printed = Base64.getDecoder().decode(test.path("output").asString(""));
    var said = new String(printed, StandardCharsets.UTF_8);
    var place = test.path("location");
    return new TestReport.Ran(
        place.path("file").asString(""),
        place.path("row").asInt(0),
        test.path("name").asString(""),
        !failed,
        (test.path("error").path("message").asString("") + said).strip(),
        Duration.ofNanos(test.path("duration").asLong(0)));
  }

  private static List<Problem> problems(Sandbox.Outcome outcome) {
    for (String text : List.of(outcome.output(), outcome.errors())) {
      try {
        var errors = JSON.readTree(text).path("errors");
        if (!errors.isEmpty()) {
          return errors
              .valueStream()
              .map(Opa::problem)
              .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
              .toList();
        }
      } catch (JacksonException e) {
        // It said it in words.
      }
    }
    var said = Stream.of(outcome.errors(), outcome.output()).filter(text -> !text.isBlank());
    return List.of(new Problem("", 0, 0, "opa", said.findFirst().orElse("It failed.").strip()));
  }

  private static Problem problem(JsonNode error) {
    var place = error.path("location");
    return new Problem(
        place.path("file").asString(""),
        place.path("row").asInt(0),
        place.path("col").asInt(0),
        error.path("code").asString(""),
        error.path("message").asString(""));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
