package com.integraci.bundles.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DecisionRecordTest {

  private static final String ID = "019ac9a0-0000-7000-8000-000000000001";
  private static final String INPUT = "{\"service\":\"shop\"}";
  private static final String RESULT =
      "{\"findings\":[{\"fix\":\"Mend it.\",\"message\":\"It fails.\",\"outcome\":\"fail\","
          + "\"rule\":\"tests_passed\",\"severity\":\"high\",\"title\":\"Tests\"}]}";

  private static final String LINE =
      ("{\"actor\":{\"id\":\"ID\",\"kind\":\"service\"},\"allowed\":false,"
              + "\"at\":\"2026-11-28T10:00:00.120Z\",\"batch\":{\"id\":\"ID\",\"place\":3},"
              + "\"bundle\":{\"digest\":\"DIGEST\",\"name\":\"acme\",\"version\":\"1.0.0\"},"
              + "\"commit\":\"COMMIT\",\"environment\":\"production\",\"gate\":\"deploy\","
              + "\"id\":\"ID\",\"input\":"
              + INPUT
              + ",\"input_hash\":\"HASH\",\"kind\":\"gate-1\",\"latency_micros\":31,"
              + "\"reason\":\"rules\",\"result\":"
              + RESULT
              + ",\"service\":\"shop\"}")
          .replace("ID", ID)
          .replace("DIGEST", "d".repeat(64))
          .replace("COMMIT", "c".repeat(40))
          .replace("HASH", DecisionRecord.sha256(INPUT));

  private static final String ACTION =
      ("{\"action\":\"grant.create\",\"actor\":{\"id\":\"ID\",\"kind\":\"member\"},"
              + "\"allowed\":true,\"at\":\"2026-11-28T10:00:00.120Z\","
              + "\"bundle\":{\"digest\":\"DIGEST\",\"name\":\"acme\",\"version\":\"1.0.0\"},"
              + "\"floor\":\"FLOOR\",\"id\":\"ID\",\"input\":"
              + INPUT
              + ",\"input_hash\":\"HASH\",\"kind\":\"action-1\",\"latency_micros\":31,"
              + "\"reason\":\"rules\",\"resource\":{\"id\":\"ID\",\"kind\":\"grant\"},"
              + "\"result\":{\"findings\":[]},\"role\":\"owner\"}")
          .replace("ID", ID)
          .replace("DIGEST", "d".repeat(64))
          .replace("FLOOR", "f".repeat(64))
          .replace("HASH", DecisionRecord.sha256(INPUT));

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
    var erased = LINE.replace("\"input\":" + INPUT + ",", "");
    assertEquals(Optional.empty(), read(erased).input());
    assertArrayEquals(erased.getBytes(UTF_8), read(erased).line());
  }

  @Test
  void what_stands_in_the_chain_stays_when_facts_are_erased() {
    var erased = read(LINE.replace("\"input\":" + INPUT + ",", ""));
    var chained = new String(read(LINE).chained(), UTF_8);
    assertEquals(chained, new String(erased.chained(), UTF_8));
    assertTrue(chained.contains("\"result\":\"" + DecisionRecord.sha256(RESULT) + "\""), chained);
  }

  @Test
  void a_rule_that_an_exception_is_made_from_does_not_deny() {
    var excepted =
        LINE.replace("{\"fix\"", "{\"exception\":\"" + ID + "\",\"fix\"")
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
            List.of("31,", "31,\"mood\":\"good\","));
    for (List<String> change : changes) {
      var changed = LINE.replace(change.getFirst(), change.getLast());
      assertNotEquals(LINE, changed);
      assertThrows(IllegalArgumentException.class, () -> read(changed), changed);
    }
    assertThrows(IllegalArgumentException.class, () -> read(""));
    assertThrows(IllegalArgumentException.class, () -> read("[]"));
    assertThrows(IllegalArgumentException.class, () -> read(LINE + LINE));
  }

  private static DecisionRecord read(String line) {
    return DecisionRecord.read(line.getBytes(UTF_8));
  }
}
