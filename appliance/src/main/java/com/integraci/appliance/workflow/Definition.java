package com.integraci.appliance.workflow;

import com.integraci.appliance.policy.Action;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param terms how long it may take, and who may stop it
 */
public record Definition(
    String name, int version, Action action, Exhausted exhausted, List<Step> steps, Terms terms) {

  private static final int STEPS_MAX = 64;

  /** What follows when a step's attempts are used up. */
  public enum Exhausted {
    /** Everything done so far is undone. */
    COMPENSATE,
    /** The workflow waits for a person to resume it. */
    STOP
  }

  /**
   * How long a workflow may take, and who may stop it.
   *
   * @param deadline from its start; when it has passed, the workflow turns round before its next
   *     step
   * @param cancellable whether people may cancel it or have it taken back
   */
  public record Terms(Optional<Duration> deadline, boolean cancellable) {}

  /**
   * A definition without a deadline. People may cancel it if it takes back by itself what it can't
   * finish; what stops instead has to be done in the end.
   */
  public Definition(
      String name, int version, Action action, Exhausted exhausted, List<Step> steps) {
    this(
        name,
        version,
        action,
        exhausted,
        steps,
        new Terms(Optional.empty(), exhausted == Exhausted.COMPENSATE));
  }

  public Definition {
    Objects.requireNonNull(terms);
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

  /** The same with a deadline, counted from the start of each workflow. */
  public Definition within(Duration deadline) {
    return with(new Terms(Optional.of(deadline), terms.cancellable()));
  }

  /** The same, that people may cancel. */
  public Definition cancellable() {
    return with(new Terms(terms.deadline(), true));
  }

  private Definition with(Terms others) {
    return new Definition(name, version, action, exhausted, steps, others);
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
