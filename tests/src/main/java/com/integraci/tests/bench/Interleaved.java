package com.integraci.tests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static final int WARM_UP_MAX = 30;

  /** As many rounds without one that is faster by a twentieth end the warm-up. */
  private static final int STEADY = 3;

  private static final double FASTER = 1.05;

  /** One unit of work; what it throws ends the measurement. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void once() throws Exception;

    /** Waits for what belongs to the work and goes on after it: it counts as time taken. */
    default void settle() {}
  }

  /**
   * Measures: rounds that do not count until no variant gets faster, then as many as asked for,
   * each variant for a slice. A server runs for weeks; how fast it is while its code is still being
   * compiled is another question.
   *
   * @param callers how many virtual threads do the work at a time
   */
  public static Interleaved measure(
      Map<String, Work> variants, int callers, Duration slice, int rounds) {
    return measure(variants, callers, slice, rounds, () -> {});
  }

  /**
   * The same.
   *
   * @param warm what is done between warm-up and measuring
   */
  public static Interleaved measure(
      Map<String, Work> variants, int callers, Duration slice, int rounds, Runnable warm) {
    var perSecond = new LinkedHashMap<String, List<Double>>();
    variants.keySet().forEach(name -> perSecond.put(name, new ArrayList<>()));
    warmUp(variants, callers, slice);
    warm.run();
    for (int round = 0; round < rounds; round++) {
      for (var variant : variants.entrySet()) {
        perSecond.get(variant.getKey()).add(slice(variant.getValue(), callers, slice));
      }
    }
    return new Interleaved(perSecond);
  }

  private static void warmUp(Map<String, Work> variants, int callers, Duration slice) {
    var best = new HashMap<String, Double>();
    int steady = 0;
    for (int round = 0; round < WARM_UP_MAX && steady < STEADY; round++) {
      boolean faster = false;
      for (var variant : variants.entrySet()) {
        double now = slice(variant.getValue(), callers, slice);
        faster |= now > FASTER * best.getOrDefault(variant.getKey(), 0.0);
        best.merge(variant.getKey(), now, Math::max);
      }
      steady = faster ? 0 : steady + 1;
    }
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
