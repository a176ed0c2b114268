package com.integraci.appliance.failure;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The caller is known and may not do this: 403. */
public final class Denied extends Failure {

  private static final long serialVersionUID = 1L;

  private final String action;
  private final transient Optional<Ruling> ruling;

  /**
   * The decision that it comes from.
   *
   * @param decision its id in the log of decisions
   * @param rule the rule that denies
   * @param fix what whoever was denied can do
   * @param byTeam whether it is a rule of the team's own
   */
  public record Ruling(UUID decision, String rule, String fix, boolean byTeam) {}

  /**
   * Says which action was refused.
   *
   * @param action the action's name as the permission table spells it
   * @param message one sentence for the user: why, and who could allow it
   */
  public Denied(String action, String message) {
    super(message);
    this.action = Objects.requireNonNull(action);
    this.ruling = Optional.empty();
  }

  /**
   * Says by which decision it was refused.
   *
   * @param action the action's name as the permission table spells it
   * @param message one sentence for the user: why, and who could allow it
   */
  public Denied(String action, String message, Ruling ruling) {
    super(message);
    this.action = Objects.requireNonNull(action);
    this.ruling = Optional.of(ruling);
  }

  /** The action's name as the permission table spells it. */
  public String action() {
    return action;
  }

  /** The decision that it comes from; nothing when a verb itself refused. */
  public Optional<Ruling> ruling() {
    return ruling;
  }
}
