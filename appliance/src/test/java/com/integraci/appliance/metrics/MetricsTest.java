package com.integraci.appliance.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void aGaugeThatCantBeReadIsNotANumberAndTheOthersAreAsTheyAre() {
    metrics.gauge("integraci_one", "One.", () -> 1);
    metrics.gauge(
        "integraci_none",
        "None.",
        () -> {
          throw new IllegalStateException("away");
        });
    metrics.gauges(
        "integraci_nothing",
        "Nothing.",
        "kind",
        () -> {
          throw new IllegalStateException("away");
        });
    var text = metrics.exposition();
    assertTrue(text.contains("\nintegraci_one 1.0\n"), text);
    assertTrue(text.contains("\nintegraci_none NaN\n"), text);
    assertFalse(text.contains("\nintegraci_nothing{"), text);
  }

  @Test
  void aGaugeHasAValueForEachValueOfItsLabel() {
    metrics.gauges("integraci_several", "Several.", "kind", () -> Map.of("bad", 2.0));
    assertTrue(metrics.exposition().contains("\nintegraci_several{kind=\"bad\"} 2.0\n"));
  }

  @Test
  void whatAGaugeSaysNowCanBeAskedFor() {
    metrics.gauge("integraci_one", "One.", () -> 1);
    assertEquals(1, metrics.now("integraci_one"));
    assertThrows(IllegalArgumentException.class, () -> metrics.now("integraci_two"));
  }
}
