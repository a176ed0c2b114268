package com.integraci.appliance.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Work on several, each apart: one on which it fails holds up no other. */
public final class Apart {

  private Apart() {}

  /**
   * Works on each in turn, whatever becomes of those before.
   *
   * @param work does what is due for one, and returns how much that was
   * @return how much it was in all
   * @throws RuntimeException the first that was thrown, once each had its turn; it has the others
   *     as suppressed ones
   */
  public static <T> int sum(List<T> each, ToIntFunction<T> work) {
    int sum = 0;
    var failures = new ArrayList<RuntimeException>();
    for (T one : each) {
      try {
        sum += work.applyAsInt(one);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      failures.stream().distinct().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return sum;
  }
}
