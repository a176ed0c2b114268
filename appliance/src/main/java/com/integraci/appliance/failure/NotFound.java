package com.integraci.appliance.failure;

/** There is no such thing for this caller, who must not learn whether others have it: 404. */
public final class NotFound extends Failure {

  private static final long serialVersionUID = 1L;

  /**
   * Says what was refused and why.
   *
   * @param message one sentence for the user, without secrets or personal data
   */
  public NotFound(String message) {
    super(message);
  }
}
