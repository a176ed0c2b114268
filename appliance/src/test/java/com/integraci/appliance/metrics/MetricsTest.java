package com.integraci.appliance.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.metrics.Exposition.Kind;
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
    metrics.family(
        "integraci_nothing",
        Kind.GAUGE,
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
    metrics.family("integraci_several", Kind.GAUGE, "Several.", "kind", () -> Map.of("bad", 2.0));
    assertTrue(metrics.exposition().contains("\nintegraci_several{kind=\"bad\"} 2.0\n"));
  }

  @Test
  void whatAGaugeSaysNowCanBeAskedFor() {
    metrics.gauge("integraci_one", "One.", () -> 1);
    assertEquals(1, metrics.now("integraci_one"));
    assertThrows(IllegalArgumentException.class, () -> metrics.now("integraci_two"));
  }

  @Test
  void aHistogramCountsBelowEachBound() {
    var histogram = metrics.histogram("integraci_tried_seconds", "Tried.", "of");
    histogram.observe(5_000_000, "a");
    histogram.observe(20_000_000, "a");
    histogram.observe(20_000_000_000L, "a");
    assertEquals(
        """
        # HELP integraci_tried_seconds Tried.
        # TYPE integraci_tried_seconds histogram
        integraci_tried_seconds_bucket{of="a",le="0.005"} 1.0
        integraci_tried_seconds_bucket{of="a",le="0.025"} 2.0
        integraci_tried_seconds_bucket{of="a",le="0.1"} 2.0
        integraci_tried_seconds_bucket{of="a",le="0.5"} 2.0
        integraci_tried_seconds_bucket{of="a",le="2.5"} 2.0
        integraci_tried_seconds_bucket{of="a",le="10.0"} 2.0
        integraci_tried_seconds_bucket{of="a",le="+Inf"} 3.0
        integraci_tried_seconds_sum{of="a"} 20.025
        integraci_tried_seconds_count{of="a"} 3.0
        """,
        metrics.exposition());
  }

  @Test
  void labelsAreEscapedAndAFamilyIsAskedAnew() {
    metrics.family(
        "integraci_tried", Kind.GAUGE, "Tried.", "of", () -> Map.of("a\"b\\c\nd", Double.NaN));
    assertEquals(
        """
        # HELP integraci_tried Tried.
        # TYPE integraci_tried gauge
        integraci_tried{of="a\\"b\\\\c\\nd"} NaN
        """,
        metrics.exposition());
  }
}
