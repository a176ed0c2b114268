package com.integraci.tests.decisions;

import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.DecisionFilter;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.tests.bench.Figures;
import com.integraci.tests.policy.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages of compliance and of decisions ask for, of 100,000 decisions by the shipped rules
 * over 2 KB of facts.
 */
@Tag("bench")
final class ComplianceBench {

  private static final int DECISIONS = 100_000;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Path FACTS =
      Path.of("src/test/resources/com/integraci/tests/policy/facts.json");
  private static final String AIM = "aimed at: under 1 s; ";

  @TempDir private Path folder;

  @Test
  void a_hundred_thousand_decisions() throws IOException {
    try (var desk = new Desk()) {
      var bundle = shipped(desk);
      var figures = new Figures("Evidence and decisions of a busy team");
      decided(desk, bundle, 50, 4);
      evidence(desk, figures, "all frameworks, 200 services and environments", 30);
      pages(desk, figures);
      desk.sql("truncate app.decision");
      decided(desk, bundle, 2500, 4);
      evidence(desk, figures, "all frameworks, 10,000 services and environments", 30);
      desk.sql("update app.decision set decided_at = decided_at - interval '60 days'");
      desk.sql("vacuum analyze app.decision");
      evidence(desk, figures, "the same, none of them decided on in the last 30 days", 30);
      figures.write();
    }
  }

  private PolicyBundle shipped(Desk desk) throws IOException {
    var bundle = Bundles.in(folder);
    for (String file : List.of("rules/gate.rego", "tests/gate_test.rego")) {
      Files.delete(bundle.folder().resolve(file));
    }
    ShippedBundle.gate().files().forEach((path, text) -> bundle.with(path, text.content()));
    desk.activate(bundle);
    return PolicyBundle.read(bundle.folder());
  }

  private static void evidence(Desk desk, Figures figures, String what, int days) {
    var compliance = new Compliance(desk.database, Policy.load(), desk, InstantSource.system());
    var auditor = desk.caller(Role.AUDITOR);
    figure(figures, what, () -> compliance.all(auditor, days));
  }

  private static void pages(Desk desk, Figures figures) {
    var decisions = desk.feature.decisions();
    var auditor = desk.caller(Role.AUDITOR);
    for (var filter :
        List.of(
            DecisionFilter.ALL,
            new DecisionFilter("service-7", "", Optional.empty()),
            new DecisionFilter("", "", Optional.of(false)),
            new DecisionFilter("", "no-such-gate", Optional.empty()))) {
      var what = "newest 50 decisions, " + words(filter);
      figure(figures, what, () -> decisions.list(auditor, filter, Decisions.START, 50));
    }
  }

  private static String words(DecisionFilter filter) {
    if (!filter.service().isEmpty()) {
      return "of one service";
    }
    if (!filter.gate().isEmpty()) {
      return "of a gate that nobody asked";
    }
    return filter.allowed().isPresent() ? "denied, of which there are few" : "all";
  }

  private static void figure(Figures figures, String what, Runnable work) {
    var took = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      work.run();
      took.add(Duration.ofNanos(System.nanoTime() - began));
    }
    took.sort(null);
    figures.figure(
        what,
        "%d ms".formatted(took.get(ROUNDS / 2).toMillis()),
        AIM + "%d runs, the longest %d ms".formatted(ROUNDS, took.getLast().toMillis()));
  }

  /** Each a yes but one in ten thousand. */
  private static void decided(Desk desk, PolicyBundle bundle, int services, int environments)
      throws IOException {
    desk.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, bundle_name, bundle_version,
                                  bundle_digest, input, input_hash, result, result_hash,
                                  latency_micros, actor_kind, actor_id, request_id, batch_id,
                                  batch_place, decided_at)
        select ?, overlay(?::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, 'gate-1',
               'deploy', 'service-' || n % ?, 'environment-' || n / ? % ?, repeat('0', 40),
               n % 10000 <> 1, 'rules', ?, ?, ?, input, sha256(convert_to(input, 'UTF8')), result,
               sha256(convert_to(result, 'UTF8')), 30, 'member', ?, ?, ?, n,
               now() - interval '1 second'
        from generate_series(1, ?) n, (values (?, ?)) as i (input, result)
        """,
        desk.team.value(),
        UuidV7.next().toString(),
        services,
        services,
        environments,
        bundle.manifest().name(),
        bundle.manifest().version(),
        HexFormat.of().parseHex(bundle.digest()),
        desk.team.value(),
        desk.team.value(),
        UUID.randomUUID(),
        DECISIONS,
        Files.readString(FACTS),
        result(bundle.manifest().rules()));
    desk.sql("vacuum analyze app.decision");
  }

  private static String result(List<Rule> rules) {
    return rules.stream()
        .map(rule -> "{\"outcome\":\"pass\",\"rule\":\"" + rule.id() + "\"}")
        .collect(Collectors.joining(",", "{\"findings\":[", "]}"));
  }
}
