package com.integraci.bundles.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DecisionRecordTest {

  private static final String ID = "019ac9a0-0000-7000-8000-000000000001";
  private static final String INPUT = "{\"service\":\"shop\"}";
  private static final String DETAIL = "\"detail\":\"By u-17: \\\"detail\\\":1.\",";
  private static final String RESULT =
      "{\"findings\":[{"
          + DETAIL
          + "\"fix\":\"Mend it.\",\"message\":\"It fails.\",\"outcome\":\"fail\","
          + "\"rule\":\"tests_passed\",\"severity\":\"high\",\"title\":\"Tests\"}]}";

  private static final String SALT = "0f".repeat(32);
  private static final String LEFT = RESULT.replace(DETAIL, "");

  private static final String LINE =
      ("{\"actor\":{\"id\":\"ID\",\"kind\":\"service\"},\"allowed\":false,"
              + "\"at\":\"2026-11-28T10:00:00.120Z\",\"batch\":{\"id\":\"ID\",\"place\":3},"
              + "\"bundle\":{\"digest\":\"DIGEST\",\"name\":\"acme\",\"version\":\"1.0.0\"},"
              + "\"commit\":\"COMMIT\",\"environment\":\"production\",\"findings_hash\":\"LEFT\","
              + "\"gate\":\"deploy\",\"id\":\"ID\",\"input\":"
              + INPUT
              + ",\"input_hash\":\"HASH\",\"kind\":\"gate-1\",\"latency_micros\":31,"
              + "\"reason\":\"rules\",\"result\":"
              + RESULT
              + ",\"result_hash\":\"FOUND\",\"salt\":\"SALT\",\"service\":\"shop\"}")
          .replace("ID", ID)
          .replace("DIGEST", "d".repeat(64))
          .replace("COMMIT", "c".repeat(40))
          .replace("HASH", salted("input", INPUT))
          .replace("FOUND", salted("result", RESULT))
          .replace("LEFT", DecisionHashes.sha256(LEFT))
          .replace("SALT", SALT);

  private static final String ERASED =
      LINE.replace("\"input\":" + INPUT + ",", "")
          .replace(DETAIL, "")
          .replace("\"salt\":\"" + SALT + "\",", "");

  /** As the first decisions are: hashes have no salt. */
  private static final String FIRST =
      LINE.replace(salted("input", INPUT), DecisionHashes.sha256(INPUT))
          .replace(salted("result", RESULT), DecisionHashes.sha256(RESULT))
          .replace("\"findings_hash\":\"" + DecisionHashes.sha256(LEFT) + "\",", "")
          .replace("\"salt\":\"" + SALT + "\",", "");

  private static final String FIRST_ERASED =
      FIRST.replace("\"input\":" + INPUT + ",", "").replace(DETAIL, "");

  private static final String ACTION =
      ("{\"action\":\"grant.create\",\"actor\":{\"id\":\"ID\",\"kind\":\"member\"},"
              + "\"allowed\":true,\"at\":\"2026-11-28T10:00:00.120Z\","
              + "\"bundle\":{\"digest\":\"DIGEST\",\"name\":\"acme\",\"version\":\"1.0.0\"},"
              + "\"findings_hash\":\"FOUND\",\"floor\":\"FLOOR\",\"id\":\"ID\",\"input\":"
              + INPUT
              + ",\"input_hash\":\"HASH\",\"kind\":\"action-1\",\"latency_micros\":31,"
              + "\"reason\":\"rules\",\"resource\":{\"id\":\"ID\",\"kind\":\"grant\"},"
              + "\"result\":{\"findings\":[]},\"result_hash\":\"RESULT\",\"role\":\"owner\","
              + "\"salt\":\"SALT\"}")
          .replace("ID", ID)
          .replace("DIGEST", "d".repeat(64))
          .replace("FLOOR", "f".repeat(64))
          .replace("HASH", salted("input", INPUT))
          .replace("RESULT", salted("result", "{\"findings\":[]}"))
          .replace("FOUND", DecisionHashes.sha256("{\"findings\":[]}"))
          .replace("SALT", SALT);

  @Test
  void an_action_is_read_to_what_it_was_written_from() {
    var read = read(ACTION);
    assertEquals("grant.create", read.about().what());
    assertEquals(Optional.empty(), read.asked().batch());
    assertFalse(read.settled());
    assertArrayEquals(ACTION.getBytes(UTF_8), read.line());
    assertTrue(
        read(ACTION
                .replace("grant.create", "exception.ask")
                .replace("d".repeat(64), "f".repeat(64)))
            .settled());
    for (String name : List.of("action", "floor", "role")) {
      var without = ACTION.replace("\"" + name + "\":", "\"" + name + "s\":");
      assertThrows(IllegalArgumentException.class, () -> read(without), without);
    }
    var batched =
        ACTION.replace("\"bundle\"", "\"batch\":{\"id\":\"" + ID + "\",\"place\":0},\"bundle\"");
    assertThrows(IllegalArgumentException.class, () -> read(batched));
  }

  @Test
  void a_line_is_read_to_what_it_was_written_from() {
    var read = read(LINE);
    assertEquals("shop", read.about().service());
    assertEquals(Optional.of(INPUT), read.input());
    assertEquals(RESULT, read.result());
    assertEquals(3, read.asked().batch().orElseThrow().place());
    assertEquals(List.of("tests_passed"), read.denying());
    assertArrayEquals(LINE.getBytes(UTF_8), read.line());
    for (String other : List.of(ERASED, FIRST, FIRST_ERASED)) {
      assertArrayEquals(other.getBytes(UTF_8), read(other).line());
    }
    assertEquals(Optional.empty(), read(ERASED).input());
    assertEquals(List.of("tests_passed"), read(ERASED).denying());
  }

  @Test
  void what_stands_in_the_chain_stays_when_facts_are_erased() {
    var chained = chained(LINE);
    assertEquals(chained, chained(ERASED));
    assertTrue(chained.contains("\"input\":\"" + salted("input", INPUT) + "\""), chained);
    assertTrue(chained.contains("\"result\":\"" + salted("result", RESULT) + "\""), chained);
    assertTrue(chained.contains("\"findings\":\"" + DecisionHashes.sha256(LEFT) + "\""), chained);
    assertEquals(chained(FIRST), chained(FIRST_ERASED));
    assertTrue(chained(FIRST).contains("\"result\":\"" + DecisionHashes.sha256(RESULT) + "\""));
    assertFalse(chained(FIRST).contains("\"findings\""), chained(FIRST));
  }

  @Test
  void what_is_left_of_an_erased_decision_can_not_be_tried_against_guesses() {
    var left = ERASED + chained(ERASED);
    for (String content : List.of(INPUT, RESULT)) {
      assertFalse(left.contains(DecisionHashes.sha256(content)), left);
      for (String domain : List.of("input", "result")) {
        assertFalse(left.contains(hash(domain, new byte[0], content)), left);
      }
    }
    assertFalse(left.contains(SALT), left);
    assertFalse(left.contains("u-17"), left);
  }

  @Test
  void details_go_wherever_they_stand_and_nothing_else_does() {
    assertEquals(LEFT, FindingDetail.without(RESULT));
    assertEquals(LEFT, FindingDetail.without(LEFT));
    assertEquals(
        "{\"a\":\"\\\\\",\"b\":[{},{\"c\":1},{\"z\":\"detail\"}]}",
        FindingDetail.without(
            "{\"a\":\"\\\\\",\"b\":[{\"detail\":\"x\\\\\"},{\"c\":1,\"detail\":\"\\\"\"},"
                + "{\"detail\":\"\",\"z\":\"detail\"}]}"));
    assertThrows(
        IllegalArgumentException.class, () -> FindingDetail.without("{\"detail\":{\"a\":1}}"));
  }

  @Test
  void each_decision_has_a_salt_of_its_own() {
    var one = DecisionHashes.of(INPUT, RESULT);
    var other = DecisionHashes.of(INPUT, RESULT);
    assertNotEquals(one.salt(), other.salt());
    assertNotEquals(one.input(), other.input());
    assertNotEquals(one.result(), other.result());
    assertEquals(Optional.of(DecisionHashes.sha256(LEFT)), one.findings());
    one.check(Optional.of(INPUT), RESULT);
    assertNotEquals(
        DecisionHashes.of(INPUT, INPUT).input(), DecisionHashes.of(INPUT, INPUT).result());
  }

  @Test
  void a_rule_that_an_exception_is_made_from_does_not_deny() {
    var result = LEFT.replace("{\"fix\"", "{\"exception\":\"" + ID + "\",\"fix\"");
    var excepted =
        ERASED
            .replace(LEFT, result)
            .replace(DecisionHashes.sha256(LEFT), DecisionHashes.sha256(result))
            .replace("\"allowed\":false", "\"allowed\":true");
    assertEquals(List.of(), read(excepted).denying());
    assertTrue(read(excepted).allowed());
  }

  @Test
  void a_line_that_was_changed_is_refused() {
    var changes =
        List.of(
            List.of("{\"service\":\"shop\"}", "{\"service\":\"ship\"}"),
            List.of("\"allowed\":false", "\"allowed\":true"),
            List.of("\"outcome\":\"fail\"", "\"outcome\":\"pass\""),
            List.of("\"outcome\":\"fail\"", "\"outcome\":\"perhaps\""),
            List.of("\"severity\":\"high\"", "\"severity\": \"high\""),
            List.of("\"kind\":\"gate-1\"", "\"kind\":\"gate\""),
            List.of("\"reason\":\"rules\"", "\"reason\":\"no_bundle\""),
            List.of("10:00:00.120Z", "25:00:00.120Z"),
            List.of("10:00:00.120Z", "10:00:00.12Z"),
            List.of(",\"service\":\"shop\"}", "}"),
            List.of("\"place\":3", "\"place\":\"3\""),
            List.of("\"place\":3", "\"place\":3000000000"),
            List.of("\"findings\":[{", "\"findings\":[3,{"),
            List.of("31,", "31,\"mood\":\"good\","),
            List.of(SALT, "0e".repeat(32)),
            List.of(SALT, "0F".repeat(32)),
            List.of("\"salt\":\"" + SALT + "\",", ""),
            List.of("\"input\":" + INPUT + ",", ""),
            List.of(DETAIL, ""),
            List.of("u-17", "u-18"),
            List.of(salted("result", RESULT), salted("input", RESULT)),
            List.of(DecisionHashes.sha256(LEFT), DecisionHashes.sha256(RESULT)),
            List.of("\"findings_hash\":\"" + DecisionHashes.sha256(LEFT) + "\",", ""));
    refused(LINE, changes);
    refused(
        ERASED,
        List.of(
            List.of("\"fix\"", DETAIL + "\"fix\""),
            List.of(
                "\"id\":\"" + ID + "\",\"input_hash",
                "\"id\":\"" + ID + "\",\"input\":{},\"input_hash"),
            List.of("\"service\":", "\"salt\":\"" + SALT + "\",\"service\":"),
            List.of("Mend it.", "Mind it."),
            List.of("\"outcome\":\"fail\"", "\"outcome\":\"no_evidence\"")));
    refused(
        FIRST,
        List.of(
            List.of("{\"service\":\"shop\"}", "{\"service\":\"ship\"}"),
            List.of("\"input\":" + INPUT + ",", ""),
            List.of(DETAIL, ""),
            List.of("\"service\":\"shop\"}", "\"salt\":\"" + SALT + "\",\"service\":\"shop\"}"),
            List.of("u-17", "u-18")));
    assertThrows(IllegalArgumentException.class, () -> read(""));
    assertThrows(IllegalArgumentException.class, () -> read("[]"));
    assertThrows(IllegalArgumentException.class, () -> read(LINE + LINE));
  }

  private static void refused(String line, List<List<String>> changes) {
    for (List<String> change : changes) {
      var changed = line.replace(change.getFirst(), change.getLast());
      assertNotEquals(line, changed);
      assertThrows(IllegalArgumentException.class, () -> read(changed), changed);
    }
  }

  private static String chained(String line) {
    return new String(read(line).chained(), UTF_8);
  }

  private static String salted(String domain, String content) {
    return hash(domain, HexFormat.of().parseHex(SALT), content);
  }

  private static String hash(String domain, byte[] salt, String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(("integraci/decision/" + domain + "/1\n").getBytes(UTF_8));
      digest.update(salt);
      return HexFormat.of().formatHex(digest.digest(content.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DecisionRecord read(String line) {
    return DecisionRecord.read(line.getBytes(UTF_8));
  }
}
