package com.integraci.appliance.console;

import java.util.List;
import java.util.Locale;

/**
 * Bars over time, drawn as SVG: each 10 wide, all 100 high. What is denied stands at the bottom,
 * striped, so that it is told apart without colours too.
 *
 * @param id what its own ids begin with
 * @param title what it shows
 * @param text the same in words
 * @param bars from left to right
 * @param top what its height stands for
 * @param ticks what stands below it: the first, one in the middle and the last
 */
record Chart(String id, String title, String text, List<Bar> bars, String top, List<String> ticks) {

  /** How high it is drawn. */
  static final int HEIGHT = 100;

  /** How wide a bar is drawn with what is beside it. */
  static final int STEP = 10;

  /** What is there is seen, however little it is. */
  private static final double LEAST = 1.5;

  Chart {
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  /** How wide it is drawn. */
  int width() {
    return bars.size() * STEP;
  }

  /**
   * A bar.
   *
   * @param x where it begins
   * @param denied how high its lower part is
   * @param allowed how high its upper part is
   * @param tip what it stands for, in words
   */
  record Bar(int x, double denied, double allowed, String tip) {

    String deniedTop() {
      return number(HEIGHT - denied);
    }

    String deniedHeight() {
      return number(denied);
    }

    String allowedTop() {
      return number(Math.max(0, HEIGHT - denied - allowed));
    }

    String allowedHeight() {
      return number(Math.min(allowed, HEIGHT - denied));
    }
  }

  /** How high an amount is drawn where the chart's height stands for another. */
  static double height(long amount, long top) {
    return amount == 0 ? 0 : Math.max(LEAST, (double) HEIGHT * amount / top);
  }

  /** The least of 1, 2, 5, 10, 20, 50 and so on that is not below an amount. */
  static long top(long most) {
    long top = 1;
    for (int step = 0; top < most; step++) {
      top = step % 3 == 1 ? top / 2 * 5 : top * 2;
    }
    return top;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
