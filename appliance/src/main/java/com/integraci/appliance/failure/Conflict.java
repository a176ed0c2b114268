package com.integraci.appliance.failure;

/** The request is well formed, but the present state refuses it: 409. */
public final class Conflict extends Failure {

  private static final long serialVersionUID = 1L;

  /**
   * Says what was refused and why.
   *
   * @param message one sentence for the user, without secrets or personal data
   */
  public Conflict(String message) {
    super(message);
  }
}
