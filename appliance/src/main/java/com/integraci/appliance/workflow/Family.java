package com.integraci.appliance.workflow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a workflow was started by, and how those ended that it started.
 *
 * @param parent the workflow that waits for this one
 * @param depth how many workflows stand above it, {@link #DEPTH_MAX} at most
 * @param children those that have ended, by the step that waited for them, in their order
 */
public record Family(Optional<UUID> parent, int depth, Map<String, List<ChildEnd>> children) {

  /** How many generations a workflow may have below it. */
  public static final int DEPTH_MAX = 3;

  /** Started by nobody's step, and none below it. */
  public static final Family NONE = new Family(Optional.empty(), 0, Map.of());

  public Family {
    Objects.requireNonNull(parent);
    children = Map.copyOf(children);
  }

  /** What a child of it is born into. */
  Family below(UUID self) {
    return new Family(Optional.of(self), depth + 1, Map.of());
  }

  /** The same with those that ended. */
  Family with(Map<String, List<ChildEnd>> ended) {
    return new Family(parent, depth, ended);
  }
}
