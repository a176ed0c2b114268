package com.integraci.appliance.failure;

import java.util.Objects;

/** A component that the request needs does not answer: 503, with what to do. */
public final class Unavailable extends Failure {

  private static final long serialVersionUID = 1L;

  private final String component;

  /**
   * Says which component is away.
   *
   * @param component its name in the component lock: {@code postgresql}, {@code openbao}, ...
   * @param message one sentence: what is wrong and what the operator does next
   * @param cause what was seen
   */
  public Unavailable(String component, String message, Throwable cause) {
    super(message, cause);
    this.component = Objects.requireNonNull(component);
  }

  /** The component's name in the component lock. */
  public String component() {
    return component;
  }
}
