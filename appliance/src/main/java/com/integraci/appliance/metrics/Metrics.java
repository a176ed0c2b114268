package com.integraci.appliance.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The control plane's counters and gauges. Names begin with {@code integraci_} and carry their unit
 * (Prometheus' naming).
 */
public final class Metrics {

  private static final Pattern NAME = Pattern.compile("integraci_[a-z_]{2,80}");

  private final Map<String, Exposed> all = new ConcurrentSkipListMap<>();

  private sealed interface Exposed {
    String help();

    record Counted(String help, Counter counter) implements Exposed {}

    record Gauged(String help, DoubleSupplier value) implements Exposed {}

    record Several(String help, String label, Supplier<Map<String, Double>> values)
        implements Exposed {}
  }

  /** Makes a counter; its name ends with {@code _total}. */
  public Counter counter(String name, String help, String... labels) {
    var counter = new Counter(List.of(labels));
    add(name, new Exposed.Counted(help, counter));
    return counter;
  }

  /**
   * Makes a gauge, which is asked for its value whenever somebody looks. When it can't be read
   * then, it is not a number, and the others are as they are.
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    add(name, new Exposed.Gauged(help, value));
  }

  /**
   * Makes a gauge for each value of one label, asked for whenever somebody looks. When they can't
   * be read then, they are left out.
   */
  public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
    add(name, new Exposed.Several(help, label, values));
  }

  /**
   * What a gauge says now.
   *
   * @throws IllegalArgumentException when there is no gauge of that name
   */
  public double now(String name) {
    if (all.get(name) instanceof Exposed.Gauged(_, DoubleSupplier value)) {
      return value.getAsDouble();
    }
    throw new IllegalArgumentException("no gauge is called " + name);
  }

  /** Everything, in the text format of Prometheus, version 0.0.4. */
  public String exposition() {
    var out = new StringBuilder();
    all.forEach(
        (name, exposed) -> {
          out.append("# HELP ").append(name).append(' ').append(exposed.help()).append('\n');
          out.append("# TYPE ").append(name);
          switch (exposed) {
            case Exposed.Counted(_, Counter counter) -> {
              out.append(" counter\n");
              counter.expose(name, out);
            }
            case Exposed.Gauged(_, DoubleSupplier value) ->
                out.append(" gauge\n").append(name).append(' ').append(read(value)).append('\n');
            case Exposed.Several several -> {
              out.append(" gauge\n");
              expose(name, several, out);
            }
          }
        });
    return out.toString();
  }

  private static double read(DoubleSupplier value) {
    try {
      return value.getAsDouble();
    } catch (RuntimeException e) {
      // Whoever watches this number sees that there is none; its keeper logs why.
      return Double.NaN;
    }
  }

  private static void expose(String name, Exposed.Several several, StringBuilder out) {
    Map<String, Double> values;
    try {
      values = several.values().get();
    } catch (RuntimeException e) {
      // The same.
      values = Map.of();
    }
    values.forEach(
        (label, value) ->
            out.append("%s{%s=\"%s\"} ".formatted(name, several.label(), label))
                .append(value)
                .append('\n'));
  }

  private void add(String name, Exposed exposed) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a metric's name: " + name);
    }
    if (all.putIfAbsent(name, exposed) != null) {
      throw new IllegalArgumentException("two metrics are called " + name);
    }
  }
}
