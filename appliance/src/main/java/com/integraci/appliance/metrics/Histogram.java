package com.integraci.appliance.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, in seconds: how often within each of a few bounds, by one label. */
public final class Histogram {

  /** Upper bounds in seconds; what takes longer is in the last bucket, +Inf. */
  private static final List<Double> BOUNDS = List.of(0.005, 0.025, 0.1, 0.5, 2.5, 10.0);

  /** Label values come from code, never from requests; this is for the case that they did. */
  private static final int VALUES_MAX = 1000;

  private final String label;
  private final Map<String, Measured> values = new ConcurrentHashMap<>();

  private static final class Measured {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.size() + 1];
    private final DoubleAdder sum = new DoubleAdder();

    private Measured() {
      Arrays.setAll(buckets, _ -> new LongAdder());
    }
  }

  Histogram(String label) {
    this.label = label;
  }

  /** Counts one duration, in nanoseconds. */
  public void observe(long nanos, String labelValue) {
    var measured = values.get(labelValue);
    if (measured == null && values.size() < VALUES_MAX) {
      measured = values.computeIfAbsent(labelValue, _ -> new Measured());
    }
    if (measured != null) {
      double seconds = nanos / 1e9;
      int bucket = 0;
      while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
        bucket++;
      }
      measured.buckets[bucket].increment();
      measured.sum.add(seconds);
    }
  }

  void expose(String name, Exposition out) {
    values.forEach(
        (value, measured) -> {
          long count = 0;
          for (int i = 0; i <= BOUNDS.size(); i++) {
            count += measured.buckets[i].sum();
            var bound = i < BOUNDS.size() ? BOUNDS.get(i).toString() : "+Inf";
            out.sample(name + "_bucket", (double) count, label, value, "le", bound);
          }
          out.sample(name + "_sum", measured.sum.sum(), label, value);
          out.sample(name + "_count", (double) count, label, value);
        });
  }
}
