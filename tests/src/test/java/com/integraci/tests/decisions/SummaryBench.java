package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.decisions.DecisionSummary.Step;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.tests.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the pages of policies count: 100,000 decisions of 30 days, a third of them a no. */
@Tag("bench")
final class SummaryBench {

  private static final int DECISIONS = DecisionSummary.DECISIONS_MAX;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final int MICROS = 1000;
  private static final Path HERE = Path.of("src/test/resources/com/integraci/tests/policy");
  private static final String BUNDLE = "2d".repeat(32);
  private static final List<String> RULES =
      IntStream.range(0, 10).mapToObj(number -> "rule_number_" + number).toList();

  @Test
  void a_hundred_thousand_decisions_of_a_team_are_counted() throws IOException {
    try (var desk = new Desk()) {
      decided(desk);
      var figures = new Figures("Counted decisions");
      measure(desk, figures, "all, by day", asked("", List.of()));
      measure(desk, figures, "of a bundle with its ten rules, by day", asked(BUNDLE, RULES));
      desk.sql("vacuum analyze app.decision, app.decision_denial");
      measure(desk, figures, "all, by day, after a vacuum", asked("", List.of()));
      measure(
          desk,
          figures,
          "of a bundle with its ten rules, by day, after a vacuum",
          asked(BUNDLE, RULES));
      figures.write();
    }
  }

  private static DecisionSummary.Asked asked(String bundle, List<String> rules) {
    return new DecisionSummary.Asked(DecisionKind.GATE_1, bundle, Step.DAY, rules);
  }

  private static void measure(
      Desk desk, Figures figures, String what, DecisionSummary.Asked asked) {
    var caller = desk.caller(Role.VIEWER);
    var took = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      var summary = desk.feature.decisions().summary(caller, asked);
      took[round] = (System.nanoTime() - began) / MICROS;
      long denied = DECISIONS / 3 + 1;
      long hits = summary.hits().stream().mapToLong(DecisionSummary.Hits::denied).sum();
      if (summary.denied() != denied
          || summary.allowed() != DECISIONS - denied
          || hits != denied * asked.rules().size()) {
        throw new IllegalStateException(summary.toString());
      }
    }
    long first = took[0];
    Arrays.sort(took);
    figures.figure(
        what,
        "%.0f ms".formatted(took[ROUNDS / 2] / 1000.0),
        "aimed at: under 200 ms; 100,000 decisions, 2 KB of facts, a third denied by ten rules;"
            + " the first of %d runs %.0f ms".formatted(ROUNDS, first / 1000.0));
  }

  /** From 29 days ago to now, evenly; ids hold the time. */
  private static void decided(Desk desk) throws IOException {
    var facts = JsonMapper.shared().readTree(Files.readAllBytes(HERE.resolve("facts.json")));
    var input = new String(CanonicalJson.write(CanonicalJson.of(facts)), UTF_8);
    desk.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, bundle_name, bundle_version,
                                  bundle_digest, input, input_hash, result_hash, result,
                                  latency_micros, actor_kind, actor_id, request_id, batch_id,
                                  batch_place, decided_at)
        select ?, overlay(overlay(gen_random_uuid()::text placing lpad(to_hex(ms >> 16), 8, '0')
                 from 1) placing lpad(to_hex(ms & 65535), 4, '0') from 10)::uuid, 'gate-1',
               'deploy', 'service-' || n % 50, 'production', repeat('0', 40), n % 3 > 0, 'rules',
               'bench', '0.9.0', decode(?, 'hex'), input, sha256(convert_to(input, 'UTF8')),
               sha256('{"findings":[]}'),
               '{"findings":[]}', 30, 'member', ?, ?, ?, n, to_timestamp(ms / 1000.0)
        from (select ?::text as input) i, generate_series(0, ?::integer - 1) n,
             lateral (select (extract(epoch from now() - interval '29 days'
                      * (1 - n::float8 / 100000)) * 1000)::bigint as ms) m
        """,
        desk.team.value(),
        BUNDLE,
        desk.team.value(),
        desk.team.value(),
        UUID.randomUUID(),
        input,
        DECISIONS);
    desk.sql(
        """
        insert into app.decision_denial (tenant_id, decision_id, rule, bundle_digest)
        select tenant_id, decision_id, 'rule_number_' || n, bundle_digest
        from app.decision, generate_series(0, 9) n where not allowed
        """);
    desk.sql("analyze app.decision, app.decision_denial");
  }
}
