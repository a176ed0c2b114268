package com.integraci.appliance.events;

/** Is told where an attempt stands; crash tests end the work there. */
@FunctionalInterface
public interface WebhookProbe {

  /** Told nothing. */
  WebhookProbe NONE = point -> {};

  /** The moments at which a process can die and leave something different behind. */
  enum Point {
    /** The attempt is counted, nothing is sent. */
    COUNTED,
    /** The receiver has answered, our rows do not say so. */
    SENT
  }

  /** Called by the thread that does the work. */
  void at(Point point);
}
