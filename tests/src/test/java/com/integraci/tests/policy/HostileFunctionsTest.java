package com.integraci.tests.policy;

import static com.integraci.bundles.policy.Undecided.Reason.FAULT;
import static com.integraci.bundles.policy.Undecided.Reason.MEMORY;
import static com.integraci.bundles.policy.Undecided.Reason.TIME;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Functions of Rego that are given more than they can do in time. No line of the rules runs
 * meanwhile: each has to be ended inside of the function.
 */
@Tag("isolation")
final class HostileFunctionsTest {

  /** Far more than an evaluation may take by the clock. */
  private static final Duration END_MAX = Duration.ofSeconds(60);

  private static final List<Hostile> ALL =
      List.of(
          new Hostile("indexof(much, late) == 7", Set.of(TIME)),
          new Hostile("contains(much, late)", Set.of(TIME)),
          new Hostile("count(split(much, late)) == 7", Set.of(TIME)),
          new Hostile("replace(much, late, \"\") == \"\"", Set.of(TIME)),
          new Hostile("strings.replace_n({late: \"\"}, much) == \"\"", Set.of(TIME)),
          new Hostile("regex.match(\"(a?){500}a{500}b\", much)", Set.of(TIME, MEMORY)),
          new Hostile(
              "count(regex.find_all_string_submatch_n(\"a*b|a\", much, -1)) == 7",
              Set.of(TIME, MEMORY)),
          new Hostile("count(numbers.range(1, 1000000000)) == 7", Set.of(TIME, MEMORY)),
          new Hostile("count({p | walk(nested, [p, _])}) == 7", Set.of(TIME, MEMORY)),
          new Hostile("count(graph.reachable(edges, {0})) == 7", Set.of(TIME, MEMORY)),
          new Hostile("count(json.marshal([much | some _ in hundred])) == 7", Set.of(TIME, MEMORY)),
          new Hostile("count(concat(much, [\"\" | some _ in hundred])) == 7", Set.of(TIME, MEMORY)),
          new Hostile("count(object.union_n(objects)) == 7", Set.of(TIME, MEMORY)),
          new Hostile("format_int(to_number(\"1e100000\"), 2) == \"7\"", Set.of(FAULT)));

  private static final String HEAD =
      """
      package bundle

      much := data.much

      # Begins as the text does, everywhere, and never is in it.
      late := concat("", [substring(much, 0, 65536), "b"])

      hundred := numbers.range(1, 100)

      forty := numbers.range(1, 40)

      nested := {a: {b: {c: a | some c in forty} | some b in forty} | some a in forty}

      edges := {a: numbers.range(0, 300) | some a in numbers.range(0, 300)}

      objects := [{a: a} | some a in numbers.range(1, 9000)]

      pass contains "reviewed"

      pass contains "tests_passed" if input.service == "shop"
      """;

  @TempDir private static Path folder;
  private static Opa opa;
  private static ScheduledExecutorService clock;
  private static PolicyBundle bundle;
  private static Evaluator evaluator;

  /**
   * A call, by what it may end.
   *
   * @param call what is true for nobody
   * @param ends the reasons
   */
  record Hostile(String call, Set<Undecided.Reason> ends) {

    /** The name of the service for which it is made. */
    String service() {
      return "s" + ALL.indexOf(this);
    }

    String rule() {
      return """

      pass contains "tests_passed" if {
      	input.service == "%s"
      	%s
      }
      """
          .formatted(service(), call);
    }
  }

  @BeforeAll
  static void compile() throws IOException {
    opa = Opa.sandboxed(Parts.program("opa"));
    clock = Executors.newSingleThreadScheduledExecutor();
    var rules = new StringBuilder(HEAD);
    ALL.forEach(each -> rules.append(each.rule()));
    Bundles.in(folder)
        .with("rules/gate.rego", rules.toString())
        .with("data.json", "{\"much\": \"" + "a".repeat(1 << 17) + "\"}");
    bundle = PolicyBundle.read(folder.resolve("bundle"));
    evaluator = new Workbench(opa).compile(bundle, 1, clock);
  }

  @AfterAll
  static void close() {
    evaluator.close();
    opa.close();
    clock.shutdownNow();
  }

  static Stream<Hostile> all() {
    return ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_does_not_end_inside_of_a_function_is_ended(Hostile hostile) {
    // Twice: the second time in an instance that was made in place of the first.
    for (int i = 0; i < 2; i++) {
      var reason = assertTimeoutPreemptively(END_MAX, () -> undecided(hostile));
      assertTrue(hostile.ends().contains(reason), reason.name());
      assertTrue(evaluator.decide(facts("shop")).allowed(), "the next is decided");
    }
  }

  private static Undecided.Reason undecided(Hostile hostile) {
    var facts = facts(hostile.service());
    return assertThrows(Undecided.class, () -> evaluator.decide(facts)).reason();
  }

  private static JsonNode facts(String service) {
    var facts = Bundles.FACTS.replace("\"shop\"", "\"" + service + "\"");
    return bundle.manifest().decision().facts("f", facts.getBytes(StandardCharsets.UTF_8));
  }
}
