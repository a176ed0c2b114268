package com.integraci.bundles.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

  @Test
  void membersAreSortedByUtf16CodeUnits() {
    // The example of RFC 8785, section 3.2.3: the emoji (a surrogate pair) sorts before U+FB33.
    JsonValue value =
        JsonValue.object()
            .put("\u20ac", "Euro Sign")
            .put("\r", "Carriage Return")
            .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
            .put("1", "One")
            .put("\ud83d\ude00", "Emoji: Grinning Face")
            .put("\u0080", "Control")
            .put("\u00f6", "Latin Small Letter O With Diaeresis")
            .build();
    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        text(value));
  }

  @Test
  void onlyWhatMustBeEscapedIs() {
    assertEquals(
        "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\"",
        text(new Text("\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\u007f")));
  }

  @Test
  void wholeNumbersReachToTheSafeBoundsAndNotBeyond() {
    assertEquals(
        "[9007199254740991,-9007199254740991,0]",
        text(
            new Items(
                List.of(
                    new Whole(JsonValue.WHOLE_MAX),
                    new Whole(-JsonValue.WHOLE_MAX),
                    new Whole(0)))));
    assertThrows(IllegalArgumentException.class, () -> new Whole(JsonValue.WHOLE_MAX + 1));
    assertThrows(IllegalArgumentException.class, () -> new Whole(Long.MIN_VALUE));
  }

  @Test
  void flagsAreReadAndWritten() {
    var text = "{\"a\":true,\"b\":[false]}";
    assertEquals(text, text(CanonicalJson.read(text.getBytes(UTF_8))));
  }

  @Test
  void aTreeMaySpellAWholeNumberAsAFraction() {
    var tree = JsonMapper.shared().readTree("{\"b\": 2, \"a\": 1.0, \"c\": 1e2}");
    assertEquals("{\"a\":1,\"b\":2,\"c\":100}", text(CanonicalJson.of(tree)));
    for (String not : List.of("1.5", "null", "9007199254740992", "1e300", "\"\\ud800\"")) {
      var other = JsonMapper.shared().readTree(not);
      assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(other), not);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nul",
        "null",
        "True",
        "1.0",
        "1.5",
        "1e3",
        "-0",
        "01",
        "9007199254740992",
        "99999999999999999999",
        " {}",
        "{} ",
        "{}{}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\": 1}",
        "[1,]",
        "\"\\u0041\"",
        "\"\\/\"",
        "\"\\u000A\"",
        "\"\\ud800\"",
        "[null]"
      })
  void anythingSpelledOtherwiseIsRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.read(json.getBytes(UTF_8)));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = {'"', (byte) 0xc3, '"'};
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.read(bytes));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Text("\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> new Text("\ude00\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> JsonValue.object().put("\ud83d", 1).build());
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(17) + "1" + "]".repeat(17);
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.read(deep.getBytes(UTF_8)));
    String allowed = "[".repeat(16) + "1" + "]".repeat(16);
    assertEquals(allowed, text(CanonicalJson.read(allowed.getBytes(UTF_8))));
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    var random = new Random(20261122);
    for (int i = 0; i < 2000; i++) {
      JsonValue value = value(random, 4);
      byte[] bytes = CanonicalJson.write(value);
      assertEquals(value, CanonicalJson.read(bytes));
    }
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> new Whole(random.nextLong(-JsonValue.WHOLE_MAX, JsonValue.WHOLE_MAX));
      case 1 -> new Text(string(random));
      case 2 ->
          new Items(
              random.ints(random.nextInt(4)).mapToObj(i -> value(random, depth - 1)).toList());
      default -> {
        JsonValue.Builder object = JsonValue.object();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.put(i + string(random), value(random, depth - 1));
        }
        yield object.build();
      }
    };
  }

  private static String string(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
      text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? ' ' : c);
    }
    return text.toString();
  }

  private static String text(JsonValue value) {
    return new String(CanonicalJson.write(value), UTF_8);
  }
}
