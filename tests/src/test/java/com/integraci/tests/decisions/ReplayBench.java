package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.tests.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest 100,000 decisions of a team decided again by a gate of ten rules over 2 KB of facts.
 */
@Tag("bench")
final class ReplayBench {

  private static final int DECISIONS = 100_000;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 3);
  private static final Path HERE = Path.of("src/test/resources/com/integraci/tests/policy");

  @TempDir private Path state;

  @Test
  void a_hundred_thousand_decisions() throws IOException {
    try (var lab = new Lab(state)) {
      var bundle = UUID.randomUUID();
      published(lab, bundle);
      var figures = new Figures("Replays");
      decided(lab, true);
      measure(lab, bundle, figures, "no decision changes", new Line("", DECISIONS, 0, 0, 0));
      lab.desk.sql("delete from app.replay_change");
      lab.desk.sql("truncate app.decision cascade");
      decided(lab, false);
      measure(lab, bundle, figures, "each decision changes", new Line("", 0, 0, DECISIONS, 0));
      figures.write();
    }
  }

  private static void measure(Lab lab, UUID bundle, Figures figures, String what, Line expected) {
    var took = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
      var caller = lab.caller(Role.MAINTAINER);
      Replay ended = lab.ended(lab.replaying.replays().start(caller, bundle, 30));
      var total = ended.outcome().report().orElseThrow().total();
      if (!total.equals(expected)) {
        throw new IllegalStateException(total.toString());
      }
      took.add(Duration.between(ended.startedAt(), ended.endedAt().orElseThrow()));
    }
    took.sort(null);
    figures.figure(
        "100,000 decisions, " + what,
        "%.1f s".formatted(took.get(ROUNDS / 2).toMillis() / 1000.0),
        "aimed at: under 30 s; ten rules, 2 KB of facts, %d runs, the longest %.1f s"
            .formatted(ROUNDS, took.getLast().toMillis() / 1000.0));
  }

  /** The gate has no tests, so it is not published by the verb. */
  private static void published(Lab lab, UUID id) throws IOException {
    var bundle = PolicyBundle.read(HERE.resolve("gate"));
    var manifest = bundle.manifest();
    var files = new TreeMap<String, String>();
    bundle.files().forEach((path, text) -> files.put(path, text.content()));
    var key = lab.table.key;
    lab.desk.sql(
        """
        insert into app.policy_bundle (tenant_id, bundle_id, name, version, decision, rules, digest,
                                       archive, published_by, signature, signer, signed_with)
        select tenant_id, ?, ?, ?, 'gate-1', ?, ?, ?, ?, ?, public_key, trusted_key_id
        from app.trusted_key where public_key = ?
        """,
        id,
        manifest.name(),
        manifest.version(),
        manifest.rules().size(),
        HexFormat.of().parseHex(bundle.digest()),
        bundle.archive(),
        id,
        key.envelope(files),
        key.trusted().encoded());
  }

  private static void decided(Lab lab, boolean allowed) throws IOException {
    var facts = Files.readAllBytes(HERE.resolve("facts.json"));
    var tree = JsonMapper.shared().readTree(facts);
    var input = new String(CanonicalJson.write(CanonicalJson.of(tree)), UTF_8);
    var hashes = DecisionHashes.of(input, result(allowed));
    lab.desk.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, bundle_name, bundle_version,
                                  bundle_digest, input, salt, input_hash, result_hash,
                                  findings_hash, result, latency_micros, actor_kind, actor_id,
                                  request_id, batch_id, batch_place, decided_at)
        select ?, overlay(?::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, 'gate-1',
               'deploy', 'service-' || n % 50, 'production', repeat('0', 40), ?, 'rules', 'bench',
               '0.9.0', sha256('x'), input, decode(salt, 'hex'), decode(input_hash, 'hex'),
               decode(result_hash, 'hex'), decode(findings_hash, 'hex'), result, 30, 'member', ?,
               ?, ?, n, now() - interval '1 second'
        from generate_series(1, ?) n,
             (values (?, ?, ?, ?, ?, ?))
               as d (input, result, salt, input_hash, result_hash, findings_hash)
        """,
        lab.desk.team.value(),
        UuidV7.next().toString(),
        allowed,
        lab.desk.team.value(),
        lab.desk.team.value(),
        UUID.randomUUID(),
        DECISIONS,
        input,
        result(allowed),
        hashes.salt().orElseThrow(),
        hashes.input(),
        hashes.result(),
        hashes.findings().orElseThrow());
    lab.desk.sql("analyze app.decision");
  }

  /** As long as that of ten rules. */
  private static String result(boolean allowed) {
    var rules = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      var outcome = allowed || i > 0 ? "pass" : "fail";
      rules.add("{\"outcome\":\"%s\",\"rule\":\"rule_number_%d\"}".formatted(outcome, i));
    }
    return "{\"findings\":[" + String.join(",", rules) + "]}";
  }
}
