package com.integraci.appliance.policy;

/** Writes down decisions that are a no, before whoever asked is told. */
@FunctionalInterface
public interface DenialLog {

  /** Keeps none: for verbs that stand alone. */
  DenialLog NONE = _ -> {};

  /**
   * Returns when the decision can't be lost any more.
   *
   * @throws com.integraci.appliance.failure.Limited when too many of the team's wait
   * @throws com.integraci.appliance.failure.Unavailable when it is not known to be written down
   */
  void write(ActionDecision denied);
}
