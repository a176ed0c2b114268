package com.integraci.appliance.failure;

/** Nobody is signed in, or the proof of it does not hold: 401. */
public final class Unauthenticated extends Failure {

  private static final long serialVersionUID = 1L;

  /**
   * Says what was refused and why.
   *
   * @param message one sentence for the user, without secrets or personal data
   */
  public Unauthenticated(String message) {
    super(message);
  }
}
