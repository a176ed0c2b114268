package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Findings;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.FindingDetail;
import com.integraci.tests.policy.Bundles;
import io.helidon.dbclient.DbClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/** Facts of a decision that are erased: what goes, what stays, and what it can be told from. */
@Tag("isolation")
final class DecisionErasureTest {

  private static final String AUTHOR = "u-4711";
  private static final String INPUT = "integraci/decision/input/1\n";
  private static final String RESULT = "integraci/decision/result/1\n";
  private static final HexFormat HEX = HexFormat.of();

  private static Desk desk;

  @TempDir private Path folder;
  private Decision made;

  @BeforeAll
  static void open() {
    desk = new Desk();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  /** A no whose rules name somebody in what they add. */
  @BeforeEach
  void decide() {
    desk.activate(
        Bundles.in(folder)
            .replacing(
                "rules/gate.rego", "failed} failed\"", "failed} by {input.change.author}\""));
    var facts = Desk.facts();
    facts.put("change", Map.of("author", AUTHOR));
    facts.put("evidence", Map.of("tests", Map.of("passed", 3, "failed", 2, "skipped", 0)));
    made = desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", facts);
    assertTrue(made.result().contains("\"detail\":\"2 by u-4711\""), made.result());
  }

  @Test
  void facts_salt_and_details_go_and_everything_else_stays() throws IOException {
    erase();
    erase();
    var kept = kept();
    assertEquals(Optional.empty(), kept.input());
    assertEquals(Optional.empty(), kept.hashes().salt());
    assertEquals(made.hashes().input(), kept.hashes().input());
    assertEquals(made.hashes().result(), kept.hashes().result());
    assertEquals(FindingDetail.without(made.result()), kept.result());
    assertEquals(
        Findings.read(made.result()).found().stream().map(Findings.Found::rule).toList(),
        Findings.read(kept.result()).found().stream().map(Findings.Found::rule).toList());
    assertEquals(
        List.of("reviewed", "tests_passed"), exported().denying().stream().sorted().toList());
    var decisions = desk.feature.decisions();
    assertThrows(Conflict.class, () -> decisions.replay(desk.caller(Role.AUDITOR), made.id()));
  }

  @Test
  void what_stands_in_the_chain_fits_before_and_after() throws IOException {
    assertEquals(chained(), List.of(hash(exported())));
    erase();
    assertEquals(chained(), List.of(hash(exported())));
    assertEquals(Optional.empty(), exported().input());
  }

  @Test
  void whoever_guesses_the_facts_right_finds_no_trace_of_them_in_what_is_left() throws IOException {
    var input = made.input().orElseThrow();
    var salt = HEX.parseHex(made.hashes().salt().orElseThrow());
    var known =
        List.of(
            sha256(INPUT, salt, input), sha256(RESULT, salt, made.result()), HEX.formatHex(salt));
    for (String one : known) {
      assertTrue(left().contains(one), one);
    }
    erase();
    var left = left();
    for (String one : List.of(AUTHOR, known.getLast())) {
      assertFalse(left.contains(one), one);
    }
    for (String content : List.of(input, made.result())) {
      for (String domain : List.of("", INPUT, RESULT)) {
        assertFalse(left.contains(sha256(domain, new byte[0], content)), domain);
      }
    }
  }

  @Test
  void the_database_lets_all_of_it_go_and_nothing_else() {
    for (String change :
        List.of(
            "salt = null",
            "input = null",
            "input = null, salt = null",
            "salt = sha256('')",
            "result = '{\"findings\":[]}'",
            "input = null, salt = null, result = '{\"findings\":[]}'")) {
      assertThrows(DbClientException.class, () -> application(change), change);
    }
    erase();
    for (String change :
        List.of("salt = sha256('')", "input = '{}'", "result = '{\"findings\":[]}'")) {
      assertThrows(DbClientException.class, () -> application(change), change);
    }
  }

  @Test
  void nobody_writes_a_hash_that_does_not_fit() {
    var changes =
        List.of(
            "input_hash = sha256(convert_to(input, 'UTF8'))",
            "result_hash = sha256(convert_to(result, 'UTF8'))",
            "input_hash = result_hash, result_hash = input_hash",
            "result_hash = null",
            "findings_hash = null",
            "salt = '', input_hash = sha256(E'integraci/decision/input/1\\n"
                + "'::bytea || convert_to(input, 'UTF8')), result_hash ="
                + " sha256(E'integraci/decision/result/1\\n"
                + "'::bytea || convert_to(result, 'UTF8'))");
    for (String change : changes) {
      assertThrows(IllegalStateException.class, () -> superuser(change), change);
    }
    for (String column : List.of("input_hash", "result_hash", "findings_hash")) {
      var refused =
          assertThrows(DbClientException.class, () -> application(column + " = sha256('')"));
      assertTrue(refused.getCause().toString().contains("permission denied"), column);
    }
    erase();
    assertThrows(
        IllegalStateException.class, () -> superuser("findings_hash = null, input = '{}'"));
    made = desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", Desk.facts());
    assertTrue(made.allowed(), made.result());
    assertThrows(IllegalStateException.class, () -> superuser("findings_hash = sha256('')"));
  }

  private void erase() {
    desk.feature.decisions().erase(desk.caller(Role.OWNER), made.id());
  }

  private Decision kept() {
    return desk.feature.decisions().read(desk.caller(Role.OWNER), made.id());
  }

  private void application(String change) {
    desk.database.inTenant(desk.team, tx -> tx.execute(update(change), made.id()));
  }

  private void superuser(String change) {
    desk.sql(update(change), made.id());
  }

  private static String update(String change) {
    return "update app.decision set " + change + " where decision_id = ?";
  }

  private DecisionRecord exported() throws IOException {
    return DecisionRecord.read(line().getBytes(UTF_8));
  }

  private String line() throws IOException {
    var out = new ByteArrayOutputStream();
    var period = new Period(DecisionKind.GATE_1, made.at(), made.at().plusMillis(1));
    desk.feature.export().export(desk.caller(Role.AUDITOR), period).writeTo(out);
    return out.toString(UTF_8)
        .lines()
        .filter(line -> line.contains(made.id().toString()))
        .findFirst()
        .orElseThrow();
  }

  /** All that is left of it: its row, its line in an export, and the chain of the team. */
  private String left() throws IOException {
    var row =
        "select to_jsonb(d)::text from app.decision d where decision_id = '" + made.id() + "'";
    var entries = "select string_agg(convert_from(body, 'UTF8'), ' ') from app.audit_entry";
    return line() + desk.texts(row) + desk.texts(entries);
  }

  /** It was committed alone, so the entry's digest is that of its own line. */
  private List<String> chained() {
    return desk.texts(
        "select convert_from(body, 'UTF8')::jsonb->'facts'->>'digest' from app.audit_entry"
            + " where convert_from(body, 'UTF8')::jsonb->'resource'->>'id' = '"
            + kept().batch().orElseThrow().id()
            + "'");
  }

  private static String hash(DecisionRecord record) {
    return sha256(new String(record.chained(), UTF_8), new byte[0], "\n");
  }

  private static String sha256(String domain, byte[] salt, String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(domain.getBytes(UTF_8));
      digest.update(salt);
      return HEX.formatHex(digest.digest(content.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
