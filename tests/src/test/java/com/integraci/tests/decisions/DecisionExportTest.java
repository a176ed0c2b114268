package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.tests.policy.Bundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions that are taken out as a file: what is in it, and to whom it is given. */
@Tag("isolation")
final class DecisionExportTest {

  private static Desk desk;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    desk = new Desk();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void rules() {
    desk.activate(Bundles.in(folder));
  }

  @Test
  void an_export_has_each_decision_as_it_stands_in_the_chain_and_is_an_entry() throws IOException {
    var first = decide(Desk.facts());
    var facts = Desk.facts();
    facts.put("evidence", Map.of());
    var second = decide(facts);
    desk.feature.decisions().erase(desk.caller(Role.OWNER), second.id());
    desk.forget();
    var third = decide(Desk.facts());
    var records = export(first.at(), third.at().plusMillis(1));
    assertEquals(
        List.of(third.id(), second.id(), first.id()),
        records.stream().map(DecisionRecord::id).toList());
    assertEquals(first.input(), records.get(2).input());
    assertEquals(first.result(), records.get(2).result());
    assertEquals(Optional.empty(), records.get(1).input());
    assertEquals(Optional.empty(), records.get(1).hashes().salt());
    assertEquals(second.hashes().input(), records.get(1).hashes().input());
    assertEquals(first.hashes(), records.get(2).hashes());
    assertEquals(Optional.empty(), records.get(0).bundle());
    for (DecisionRecord record : records) {
      // Each was committed alone, so the entry's digest is that of its own line.
      var hashed = digest(record.chained());
      var entry = entries("select '" + record.asked().batch().orElseThrow().id() + "'");
      assertEquals(
          List.of(hashed), desk.texts("select body->'facts'->>'digest' from (" + entry + ") as e"));
    }
    assertEquals(List.of(), export(third.at().plusMillis(1), third.at().plusSeconds(9)));
    assertEquals(
        List.of("gate-1"),
        desk.texts(
            """
            select distinct convert_from(body, 'UTF8')::jsonb->'facts'->>'kind' from app.audit_entry
            where convert_from(body, 'UTF8')::jsonb->>'action' = 'decision.export'
            """));
  }

  @Test
  void many_large_decisions_are_exported_in_pages_and_each_once() throws IOException {
    var facts = Desk.facts();
    facts.put("change", Map.of("author", "u-1", "ref", "r".repeat(200)));
    var before = decide(facts).at();
    desk.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, input, input_hash, result_hash,
                                  result, latency_micros, actor_kind, actor_id, request_id,
                                  batch_id, batch_place, decided_at)
        select tenant_id, app_id, kind, gate, service, environment, commit_id, false, 'no_bundle',
               text, sha256(convert_to(text, 'UTF8')), sha256('{"findings":[]}'), '{"findings":[]}',
               1, actor_kind, actor_id, request_id, app_id, 0, '2024-06-10T02:35:18Z'
        from (select d.*, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as app_id,
                     '{"a":"' || n || repeat('x', 40000) || '"}' as text
              from app.decision d, generate_series(1, 1200) n where d.decided_at = ?) as m
        """,
        java.sql.Timestamp.from(before));
    // The time that their ids begin with, too.
    var at = Instant.parse("2024-06-10T02:35:18Z");
    var records = export(at, at.plusSeconds(1));
    assertEquals(1200, records.size());
    assertEquals(1200, records.stream().map(DecisionRecord::id).distinct().count());
    assertEquals("04b0", records.getFirst().id().toString().substring(32));
  }

  @Test
  void whoever_may_not_export_is_refused_and_gets_nothing_of_another_team() throws IOException {
    var made = decide(Desk.facts());
    var period = new Period(DecisionKind.GATE_1, made.at(), made.at().plusSeconds(1));
    var export = desk.feature.export();
    for (Role role : List.of(Role.VIEWER, Role.DEVELOPER)) {
      assertThrows(Denied.class, () -> export.export(desk.caller(role), period));
    }
    var out = new ByteArrayOutputStream();
    export.export(desk.caller(desk.other, Role.OWNER), period).writeTo(out);
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  private static String digest(byte[] line) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(line);
      hash.update((byte) '\n');
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<DecisionRecord> export(Instant from, Instant to) throws IOException {
    var out = new ByteArrayOutputStream();
    var period = new Period(DecisionKind.GATE_1, from, to);
    desk.feature.export().export(desk.caller(Role.AUDITOR), period).writeTo(out);
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> DecisionRecord.read(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static Decision decide(Map<String, Object> facts) {
    return desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", facts);
  }

  /** The entries of commits. */
  private static String entries(String batches) {
    return "select convert_from(body, 'UTF8')::jsonb as body from app.audit_entry"
        + " where convert_from(body, 'UTF8')::jsonb->'resource'->>'id' in ("
        + batches
        + ")";
  }
}
