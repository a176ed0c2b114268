package com.integraci.appliance.components;

/** A component is well and does not let its metrics be read. */
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final String why;

  /**
   * What is wrong.
   *
   * @param why what an operator reads and does
   */
  Unreadable(String component, String why) {
    super(why);
    this.component = component;
    this.why = why;
  }

  String component() {
    return component;
  }

  String why() {
    return why;
  }
}
