package com.integraci.appliance.decisions;

import java.util.Optional;

/**
 * Which decisions are meant.
 *
 * @param service of this service alone; "" for all
 * @param gate at this gate alone; "" for all
 * @param allowed only those that are a yes, or a no
 */
public record DecisionFilter(String service, String gate, Optional<Boolean> allowed) {

  /** All. */
  public static final DecisionFilter ALL = new DecisionFilter("", "", Optional.empty());
}
