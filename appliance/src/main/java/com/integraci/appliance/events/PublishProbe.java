package com.integraci.appliance.events;

/** Is told when the broker has events and our place does not say so; crash tests end there. */
@FunctionalInterface
public interface PublishProbe {

  /** Told nothing. */
  PublishProbe NONE = () -> {};

  /** Called by the thread that does the work. */
  void published();
}
