package com.integraci.appliance.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChartTest {

  @Test
  void the_top_is_the_least_round_number_that_is_enough() {
    var tops = LongStream.of(0, 1, 2, 3, 5, 6, 10, 11, 21, 51, 100_000).map(Chart::top).boxed();
    assertEquals("[1, 1, 2, 5, 5, 10, 10, 20, 50, 100, 100000]", tops.toList().toString());
  }

  @Test
  void one_of_very_many_is_still_seen_and_none_is_not() {
    assertTrue(Chart.height(1, 100_000) > 1);
    assertEquals(0, Chart.height(0, 5));
    assertEquals(Chart.HEIGHT, Chart.height(5, 5));
  }

  @Test
  void a_bar_stays_within_its_chart_also_when_its_parts_are_made_larger_to_be_seen() {
    var bar = new Chart.Bar(0, Chart.height(1, 1000), Chart.height(999, 1000), "");
    assertEquals("0.00", bar.allowedTop());
    assertEquals("98.50", bar.allowedHeight());
    assertEquals("98.50", bar.deniedTop());
    assertEquals("1.50", bar.deniedHeight());
  }

  @Test
  void what_is_drawn_is_told_in_words_and_in_numbers() {
    var view = PolicySamples.trend(false);
    assertTrue(view.lead().startsWith("655 decisions in the last 30 days, 60 of them denied"));
    var page = PolicySamples.trendPage();
    assertTrue(
        page.contains("<desc id=\"denied-text\">Denials a day from 30 Oct to 28 Nov, at most 4."),
        page);
    assertTrue(page.contains("<title>1 Nov: 14 allowed, 2 denied</title>"), page);
    assertEquals(29, view.rows().size());
    assertFalse(PolicySamples.trend(true).lead().contains("NaN"));
    assertTrue(PolicySamples.trend(true).empty());
  }
}
