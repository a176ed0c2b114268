package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.TestReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done with a bundle before it decides: it is checked, tested and compiled. */
public final class Workbench {

  /** How long one evaluation may take, of a processor. */
  public static final Duration TIME_MAX = Duration.ofMillis(50);

  private static final String ASKED = "integraci.rego";

  private final Opa opa;

  /** A bench with that compiler. */
  public Workbench(Opa opa) {
    this.opa = opa;
  }

  /**
   * Whether the bundle's Rego can be compiled, and each rule has the four tests that it needs.
   *
   * @return what is wrong, nothing when all is well
   */
  public List<Problem> check(PolicyBundle bundle) {
    var rego = in(bundle, _ -> true, opa::check);
    return Stream.concat(rego.stream(), RuleTests.of(bundle).missing().stream()).toList();
  }

  /** Runs the bundle's tests. */
  public Tested test(PolicyBundle bundle) {
    TestReport report = in(bundle, _ -> true, opa::test);
    return new Tested(report, RuleTests.of(bundle).missing());
  }

  /**
   * Compiles the bundle's rules for this virtual machine.
   *
   * @param instances how many decisions it makes at a time
   * @param clock ends decisions that take too long
   * @throws com.integraci.bundles.rego.RegoRefused when they can't be compiled
   */
  public Evaluator compile(PolicyBundle bundle, int instances, ScheduledExecutorService clock) {
    byte[] wasm =
        in(
            bundle,
            path -> !path.startsWith("tests/"),
            folder -> opa.compile(folder, RegoEvaluator.ENTRY_POINT));
    return new RegoEvaluator(bundle, wasm, new RegoEvaluator.Limits(TIME_MAX, instances, clock));
  }

  /**
   * Compiles the bundle so that it can be seen how one of its rules comes out: beside its own rules
   * stand others that ask for the first expressions of a statement. Nothing decides by it.
   *
   * @param rule the rule's id
   * @throws com.integraci.bundles.rego.RegoRefused when that can't be compiled
   * @throws BundleRefused when the bundle is too large for that, or has names that are kept for it
   */
  public Tracing trace(PolicyBundle bundle, String rule) {
    return in(
        bundle,
        path -> !path.startsWith("tests/"),
        folder -> {
          var statements =
              Probes.files(bundle).stream()
                  .flatMap(path -> opa.statements(folder, path).stream())
                  .toList();
          return Probes.of(statements, rule).compile(opa, folder, bundle);
        });
  }

  /** Has work done on a copy of the bundle's Rego and data, with our question beside it. */
  private static <T> T in(PolicyBundle bundle, Predicate<String> wanted, Function<Path, T> work) {
    try {
      Path folder = Files.createTempDirectory("integraci-bundle");
      try {
        lay(bundle, wanted, folder);
        return work.apply(folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void lay(PolicyBundle bundle, Predicate<String> wanted, Path folder)
      throws IOException {
    for (var file : bundle.files().entrySet()) {
      var path = file.getKey();
      if (wanted.test(path) && (path.endsWith(".rego") || path.equals("data.json"))) {
        Path target = folder.resolve(path);
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue().content());
      }
    }
    try (InputStream asked = Workbench.class.getResourceAsStream("result.rego")) {
      Files.writeString(
          folder.resolve(ASKED), new String(asked.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
