package com.integraci.appliance.workflow;

import com.integraci.appliance.policy.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A kind of workflow. A change of its steps is a new version; workflows keep the version they were
 * started with, so the former stays until none of them is left.
 *
 * @param name as stored, {@code tenant.provision}
 * @param version 1 or more
 * @param action what its steps are authorized and recorded as
 * @param exhausted what follows when a step's attempts are used up
 * @param steps in their order, at least one
 */
public record Definition(
    String name, int version, Action action, Exhausted exhausted, List<Step> steps) {

  private static final int STEPS_MAX = 64;

  /** What follows when a step's attempts are used up. */
  public enum Exhausted {
    /** Everything done so far is undone. */
    COMPENSATE,
    /** The workflow waits for a person to resume it. */
    STOP
  }

  public Definition {
    Objects.requireNonNull(action);
    Objects.requireNonNull(exhausted);
    steps = List.copyOf(steps);
    if (!name.matches("[a-z]+([.-][a-z]+){0,3}") || version < 1) {
      throw new IllegalArgumentException("not a definition's name and version: " + name);
    }
    if (steps.isEmpty() || steps.size() > STEPS_MAX) {
      throw new IllegalArgumentException(name + " has no steps, or more than " + STEPS_MAX);
    }
    var names = new HashSet<String>();
    for (Step step : steps) {
      if (!step.name().matches("[a-z-]{1,32}") || !names.add(step.name())) {
        throw new IllegalArgumentException(name + ": not a step's name, or twice: " + step.name());
      }
    }
  }

  /** The names of the steps in their order. */
  public List<String> stepNames() {
    return steps.stream().map(Step::name).toList();
  }

  int indexOf(String step) {
    return IntStream.range(0, steps.size())
        .filter(index -> steps.get(index).name().equals(step))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no step " + step));
  }
}
