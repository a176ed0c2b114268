package com.integraci.appliance.decisions;

import java.util.Optional;

/**
 * Which decisions are meant.
 *
 * @param kind of this kind alone; "" for all
 * @param service of this service alone; "" for all
 * @param gate at this gate alone; "" for all
 * @param allowed only those that are a yes, or a no
 */
public record DecisionFilter(String kind, String service, String gate, Optional<Boolean> allowed) {

  /** All. */
  public static final DecisionFilter ALL = new DecisionFilter("", "", Optional.empty());

  /** Of every kind. */
  public DecisionFilter(String service, String gate, Optional<Boolean> allowed) {
    this("", service, gate, allowed);
  }
}
