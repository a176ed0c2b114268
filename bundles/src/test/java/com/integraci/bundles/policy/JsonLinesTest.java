package com.integraci.bundles.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A value is found at its line, however deep it stands. */
final class JsonLinesTest {

  private static final byte[] DOCUMENT =
      """
      {
        "a": {"b/c": 1,
          "d": [
            {"e": true},
            2
          ]
        }
      }
      """
          .getBytes(UTF_8);

  @Test
  void values_objects_and_items_have_the_line_on_which_they_begin() {
    assertEquals(
        Map.of("", 1, "/a", 2, "/a/b~1c", 2, "/a/d", 3, "/a/d/0", 4, "/a/d/0/e", 4, "/a/d/1", 5),
        JsonLines.of(
            DOCUMENT, Set.of("", "/a", "/a/b~1c", "/a/d", "/a/d/0", "/a/d/0/e", "/a/d/1")));
  }

  @Test
  void what_is_not_there_has_none() {
    assertEquals(Map.of(), JsonLines.of(DOCUMENT, Set.of("/x", "/a/d/2", "a")));
  }
}
