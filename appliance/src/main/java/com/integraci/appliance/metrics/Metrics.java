package com.integraci.appliance.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
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
  }

  /** Makes a counter; its name ends with {@code _total}. */
  public Counter counter(String name, String help, String... labels) {
    var counter = new Counter(List.of(labels));
    add(name, new Exposed.Counted(help, counter));
    return counter;
  }

  /** Makes a gauge, which is asked for its value whenever somebody looks. */
  public void gauge(String name, String help, DoubleSupplier value) {
    add(name, new Exposed.Gauged(help, value));
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
                out.append(" gauge\n")
                    .append(name)
                    .append(' ')
                    .append(value.getAsDouble())
                    .append('\n');
          }
        });
    return out.toString();
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
