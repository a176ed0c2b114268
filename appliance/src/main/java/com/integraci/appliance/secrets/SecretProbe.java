package com.integraci.appliance.secrets;

/** Is told where a change of a secret stands; crash tests end the work there. */
@FunctionalInterface
public interface SecretProbe {

  /** Told nothing. */
  SecretProbe NONE = point -> {};

  /** The moments at which a process can die and leave something different behind. */
  enum Point {
    /** The pending row is committed, OpenBao knows nothing. */
    PENDING,
    /** The value is in OpenBao, nothing names it. */
    STORED,
    /** The secret names the value, the former one is not destroyed. */
    NAMED,
    /** The secret is gone, its value is not destroyed. */
    DELETED,
    /** Values are destroyed, our rows do not say so. */
    DESTROYED
  }

  /** Called by the thread that does the work. */
  void at(Point point);
}
