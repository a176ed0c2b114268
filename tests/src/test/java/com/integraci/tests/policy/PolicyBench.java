package com.integraci.tests.policy;

import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import com.integraci.tests.bench.Figures;
import com.integraci.tests.bench.Interleaved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decisions a second by a gate of ten rules over 2 KB of facts, none of them logged: the evaluator
 * on one thread, Open Policy Agent as a Go library on one processor, and its server.
 */
@Tag("bench")
class PolicyBench {

  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(2);

  /** Decisions in one unit of work. */
  private static final int TIMES = 50;

  private static final double LIBRARY_FLOOR = 3;
  private static final double SERVER_FLOOR = 10;
  private static final String OURS = "the evaluator";
  private static final String LIBRARY = "OPA as a library";
  private static final String SERVER = "OPA's server";
  private static final Path HERE = Path.of("src/test/resources/com/integraci/tests/policy");
  private static final Path GATE = HERE.resolve("gate");
  private static final Path FACTS = HERE.resolve("facts.json");
  private static final List<Path> RULES =
      List.of(
          GATE.resolve("rules"),
          GATE.resolve("data.json"),
          Path.of("../bundles/src/main/resources/com/integraci/bundles/policy/result.rego"));

  @TempDir private Path scratch;

  @Test
  void ten_rules_over_two_kilobytes() throws IOException {
    var bundle = PolicyBundle.read(GATE);
    var facts = bundle.manifest().decision().facts("facts", Files.readAllBytes(FACTS));
    try (var opa = Opa.sandboxed(Parts.program("opa"));
        var clock = Executors.newSingleThreadScheduledExecutor();
        var evaluator = new Workbench(opa).compile(bundle, 1, clock);
        var library = new OpaLibrary(scratch, FACTS, RULES, TIMES);
        var server = new OpaServer(facts.toString(), RULES, TIMES)) {
      requireTheSame(evaluator, facts, List.of(library.result(), server.result()));
      var ours = new Timed(evaluator, facts);
      var variants = new LinkedHashMap<String, Interleaved.Work>();
      variants.put(OURS, ours);
      variants.put(LIBRARY, library);
      variants.put(SERVER, server);
      write(Interleaved.measure(variants, 1, SLICE, ROUNDS, ours::forget), ours, facts);
    }
  }

  /** All say of each rule that it holds. */
  private static void requireTheSame(Evaluator evaluator, JsonNode facts, List<JsonNode> others) {
    var holds = new TreeSet<String>();
    evaluator.decide(facts).findings().stream()
        .filter(found -> found.outcome() == Finding.Outcome.PASS)
        .forEach(found -> holds.add(found.rule().id()));
    for (JsonNode other : others) {
      var said = new TreeSet<String>();
      other.get("pass").forEach(id -> said.add(id.asString()));
      if (!said.equals(holds) || said.size() != 10) {
        throw new IllegalStateException(holds + " against " + said);
      }
    }
  }

  private static void write(Interleaved measured, Timed ours, JsonNode facts) {
    var rates =
        ("%.0f, %.0f, %.0f decisions/s (the evaluator on one thread, the library on one processor,"
                + " the server over one connection)")
            .formatted(
                TIMES * measured.median(OURS),
                TIMES * measured.median(LIBRARY),
                TIMES * measured.median(SERVER));
    new Figures("Decisions by policies")
        .figure(
            "decisions a second, one thread",
            "%.0f".formatted(TIMES * measured.median(OURS)),
            "ten rules, %d bytes of facts, not logged; aimed at: 10000"
                .formatted(JsonMapper.shared().writeValueAsBytes(facts).length))
        .figure(
            "p50, p99",
            "%.0f µs, %.0f µs".formatted(ours.micros(0.5), ours.micros(0.99)),
            "aimed at: p50 under 100 µs; %d not decided in time".formatted(ours.undecided))
        .ratio(
            "the evaluator / OPA as a Go library",
            measured.ratio(OURS, LIBRARY),
            LIBRARY_FLOOR,
            rates)
        .ratio(
            "the evaluator / OPA's server",
            measured.ratio(OURS, SERVER),
            SERVER_FLOOR,
            "facts as a tree to findings as objects; the server's are sent as JSON")
        .write();
  }

  /** Ours, and how long each decision took. */
  private static final class Timed implements Interleaved.Work {
    private static final int KEPT = 1 << 20;

    private final Evaluator evaluator;
    private final JsonNode facts;
    private final long[] nanos = new long[KEPT];
    private int count;
    private int undecided;

    private Timed(Evaluator evaluator, JsonNode facts) {
      this.evaluator = evaluator;
      this.facts = facts;
    }

    @Override
    public void once() {
      for (int i = 0; i < TIMES; i++) {
        long began = System.nanoTime();
        try {
          if (!evaluator.decide(facts).allowed()) {
            throw new IllegalStateException("denied");
          }
        } catch (Undecided e) {
          // Of a virtual thread the clock counts, which a busy machine takes from it.
          undecided++;
        }
        nanos[count++ % KEPT] = System.nanoTime() - began;
      }
    }

    void forget() {
      count = 0;
      undecided = 0;
    }

    double micros(double part) {
      int kept = Math.min(count, KEPT);
      return java.util.Arrays.stream(nanos, 0, kept)
              .sorted()
              .skip((long) (part * kept))
              .findFirst()
              .orElseThrow()
          / 1e3;
    }
  }
}
