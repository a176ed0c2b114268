package com.integraci.appliance.tenancy;

import java.util.List;

/**
 * How a sign-up stands.
 *
 * @param state whether it is at work or how it ended
 * @param slug the tenant's slug
 * @param steps what is done and what is to be done, in order
 * @param issuer of the realm's tokens; "" until it succeeded
 * @param console the address of the team's pages; "" until it succeeded
 */
public record Operation(
    State state, String slug, List<StepState> steps, String issuer, String console) {

  public Operation {
    steps = List.copyOf(steps);
  }

  /** Whether it is at work or how it ended. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /** How one step stands. */
  public enum Progress {
    PENDING,
    RUNNING,
    DONE,
    UNDOING,
    UNDONE
  }

  /** One step. */
  public record StepState(String name, Progress progress) {}
}
