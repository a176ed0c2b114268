package com.integraci.appliance.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/** A number that only grows, one for each combination of label values. */
public final class Counter {

  /** Label values come from code, never from requests; this is for the case that they did. */
  private static final int COMBINATIONS_MAX = 1000;

  private final List<String> labels;
  private final Map<List<String>, DoubleAdder> values = new ConcurrentHashMap<>();

  Counter(List<String> labels) {
    this.labels = labels;
    if (labels.isEmpty()) {
      values.put(List.of(), new DoubleAdder());
    }
  }

  /** Adds one. */
  public void increment(String... labelValues) {
    add(1, labelValues);
  }

  /** Adds an amount, 0 or more. */
  public void add(double amount, String... labelValues) {
    var key = List.of(labelValues);
    if (key.size() != labels.size()) {
      throw new IllegalArgumentException("labels are " + labels + ", not " + key);
    }
    var value = values.get(key);
    if (value == null && values.size() < COMBINATIONS_MAX) {
      value = values.computeIfAbsent(key, _ -> new DoubleAdder());
    }
    if (value != null) {
      value.add(amount);
    }
  }

  /** The sum over all combinations of labels. */
  public double total() {
    return values.values().stream().mapToDouble(DoubleAdder::sum).sum();
  }

  void expose(String name, StringBuilder out) {
    values.forEach(
        (key, value) -> {
          out.append(name);
          for (int i = 0; i < labels.size(); i++) {
            out.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
            out.append(escaped(key.get(i))).append('"');
          }
          out.append(labels.isEmpty() ? " " : "} ").append(value.sum()).append('\n');
        });
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
