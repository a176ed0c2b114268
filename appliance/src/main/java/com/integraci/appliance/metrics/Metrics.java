package com.integraci.appliance.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The control plane's counters, gauges and histograms. Names begin with {@code integraci_} and
 * carry their unit (Prometheus' naming).
 */
public final class Metrics {

  private static final Pattern NAME = Pattern.compile("integraci_[a-z_]{2,80}");

  private final Map<String, Exposed> all = new ConcurrentSkipListMap<>();

  private sealed interface Exposed {
    String help();

    record Counted(String help, Counter counter) implements Exposed {}

    record Gauged(String help, DoubleSupplier value) implements Exposed {}

    record Timed(String help, Histogram histogram) implements Exposed {}

    record Looked(
        String help, Exposition.Kind kind, String label, Supplier<Map<String, Double>> values)
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

  /** Makes a histogram of seconds by one label; its name ends with {@code _seconds}. */
  public Histogram histogram(String name, String help, String label) {
    var histogram = new Histogram(label);
    add(name, new Exposed.Timed(help, histogram));
    return histogram;
  }

  /**
   * Makes a family that is asked for its numbers whenever somebody looks. When they can't be read
   * then, they are left out.
   *
   * @param values a number for each value of the label, few
   */
  public void family(
      String name,
      Exposition.Kind kind,
      String help,
      String label,
      Supplier<Map<String, Double>> values) {
    add(name, new Exposed.Looked(help, kind, label, values));
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
            case Exposed.Timed(_, Histogram histogram) -> {
              out.append(" histogram\n");
              var buckets = new Exposition();
              histogram.expose(name, buckets);
              out.append(buckets);
            }
            case Exposed.Looked(
                    _,
                    Exposition.Kind kind,
                    String label,
                    Supplier<Map<String, Double>> values) -> {
              out.append(' ').append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
              var numbers = new Exposition();
              read(values).forEach((value, number) -> numbers.sample(name, number, label, value));
              out.append(numbers);
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

  private static Map<String, Double> read(Supplier<Map<String, Double>> values) {
    try {
      return values.get();
    } catch (RuntimeException e) {
      // The same.
      return Map.of();
    }
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
