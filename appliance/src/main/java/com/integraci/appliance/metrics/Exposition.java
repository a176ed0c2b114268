package com.integraci.appliance.metrics;

import java.util.Locale;

/** Text in the format that Prometheus reads, version 0.0.4, written family by family. */
public final class Exposition {

  /** What a family's numbers do. */
  public enum Kind {
    /** They go up and down. */
    GAUGE,
    /** They only grow, until the process starts anew. */
    COUNTER,
    /** They are the buckets, the sum and the count of what was measured. */
    HISTOGRAM
  }

  private final StringBuilder text = new StringBuilder();

  /** Begins a family; its samples follow. */
  public Exposition family(String name, Kind kind, String help) {
    var oneLine = help.replace("\\", "\\\\").replace("\n", "\\n");
    text.append("# HELP ").append(name).append(' ').append(oneLine).append('\n');
    text.append("# TYPE ").append(name).append(' ');
    text.append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
    return this;
  }

  /**
   * Adds a number.
   *
   * @param labels names and values in turn
   */
  public Exposition sample(String name, double value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    return this;
  }

  /** A family of one number. */
  public Exposition only(String name, Kind kind, String help, double value) {
    return family(name, kind, help).sample(name, value);
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
