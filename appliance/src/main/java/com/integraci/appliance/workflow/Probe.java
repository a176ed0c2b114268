package com.integraci.appliance.workflow;

/** Is told where an engine stands: metrics count there, crash tests end the process there. */
@FunctionalInterface
public interface Probe {

  /** Told nothing. */
  Probe NONE = (point, step, undoing) -> {};

  /** The moments at which a process can die and leave something different behind. */
  enum Point {
    /** The attempt is journaled, nothing is done. */
    BEFORE_EFFECT,
    /** The effect is there, our database does not say so. */
    BEFORE_COMMIT,
    /** Our database says so. */
    AFTER_COMMIT
  }

  /**
   * Called by the worker.
   *
   * @param point the moment
   * @param step the step's name
   * @param undoing whether it is being undone
   */
  void at(Point point, String step, boolean undoing);

  /**
   * Told how long a step took that was done or undone, from its attempt to its commit.
   *
   * @param nanos nanoseconds
   */
  default void took(String step, long nanos) {}
}
