package com.integraci.tests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Variants of one work, measured in turns.
 *
 * @param perSecond for each variant, in the order given, how often it was done in a second of each
 *     round
 */
public record Interleaved(Map<String, List<Double>> perSecond) {

  /** One unit of work; what it throws ends the measurement. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void once() throws Exception;

    /** Waits for what belongs to the work and goes on after it: it counts as time taken. */
    default void settle() {}
  }

  /**
   * Measures: one round that does not count, then as many as asked for, each variant for a slice.
   *
   * @param callers how many virtual threads do the work at a time
   */
  public static Interleaved measure(
      Map<String, Work> variants, int callers, Duration slice, int rounds) {
    var perSecond = new LinkedHashMap<String, List<Double>>();
    variants.keySet().forEach(name -> perSecond.put(name, new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (var variant : variants.entrySet()) {
        double done = slice(variant.getValue(), callers, slice);
        if (round > 0) {
          perSecond.get(variant.getKey()).add(done);
        }
      }
    }
    return new Interleaved(perSecond);
  }

  /** The median of a variant's rounds. */
  public double median(String variant) {
    return median(perSecond.get(variant));
  }

  /** The median over the rounds of how one variant compares with the other in the same round. */
  public double ratio(String variant, String other) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < perSecond.get(variant).size(); i++) {
      ratios.add(perSecond.get(variant).get(i) / perSecond.get(other).get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double slice(Work work, int callers, Duration slice) {
    long start = System.nanoTime();
    long end = start + slice.toNanos();
    Callable<Long> caller =
        () -> {
          long done = 0;
          while (System.nanoTime() < end) {
            work.once();
            done++;
          }
          return done;
        };
    long all = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          java.util.stream.IntStream.range(0, callers).mapToObj(_ -> threads.submit(caller));
      for (var each : running.toList()) {
        all += each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the work failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    work.settle();
    return all * 1e9 / (System.nanoTime() - start);
  }
}
