package com.integraci.appliance.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many were denied, as a share. */
final class TrendsTest {

  @Test
  void what_was_denied_is_never_rounded_to_nothing() {
    assertEquals("0.0 %", Trends.share(0, 0));
    assertEquals("0.0 %", Trends.share(0, 20_030));
    assertEquals("under 0.1 %", Trends.share(1, 20_030));
    assertEquals("0.1 %", Trends.share(1, 1_000));
    assertEquals("100.0 %", Trends.share(3, 3));
  }
}
