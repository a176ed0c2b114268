package com.integraci.appliance.failure;

import java.util.Objects;

/** The caller is known and may not do this: 403. */
public final class Denied extends Failure {

  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * Says which action was refused.
   *
   * @param action the action's name as the permission table spells it
   * @param message one sentence for the user: why, and who could allow it
   */
  public Denied(String action, String message) {
    super(message);
    this.action = Objects.requireNonNull(action);
  }

  /** The action's name as the permission table spells it. */
  public String action() {
    return action;
  }
}
