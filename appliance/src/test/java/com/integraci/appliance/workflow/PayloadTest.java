package com.integraci.appliance.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PayloadTest {

  @Test
  void comes_back_from_json_as_it_went() {
    var payload = Payload.of(Map.of("slug", "acme", "quote", "a\"b"));
    assertEquals(payload, Payload.parse(payload.json()));
  }

  @Test
  void of_more_than_sixteen_kibibytes_is_refused() {
    var large = Map.of("value", "x".repeat(16 * 1024));
    assertThrows(IllegalArgumentException.class, () -> Payload.of(large));
  }

  @Test
  void names_a_value_that_is_missing() {
    var e = assertThrows(IllegalArgumentException.class, () -> Payload.EMPTY.value("slug"));
    assertEquals("the payload has no slug", e.getMessage());
  }
}
