package com.integraci.appliance.workflow;

/**
 * A step can't tell whether its effect was made. It is not tried again: the workflow waits until a
 * person has looked and says which it is.
 */
public final class OutcomeUnknown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * The outcome is not known.
   *
   * @param message for the person who is to look, without a secret, a name or an address; 500
   *     characters at most
   */
  public OutcomeUnknown(String message) {
    super(message);
  }
}
