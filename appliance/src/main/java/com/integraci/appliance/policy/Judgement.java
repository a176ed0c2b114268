package com.integraci.appliance.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a bundle decided on an action.
 *
 * @param bundle which
 * @param reason what made it: {@code rules}, or why they came to no end
 * @param result what the rules found, canonical JSON
 * @param denial why not; nothing when it is a yes
 * @param latency how long the rules took
 */
public record Judgement(
    Bundle bundle, String reason, String result, Optional<Denial> denial, Duration latency) {

  public Judgement {
    Objects.requireNonNull(bundle);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(result);
    Objects.requireNonNull(denial);
    Objects.requireNonNull(latency);
  }

  /** Whether it is a yes. */
  public boolean allowed() {
    return denial.isEmpty();
  }

  /**
   * A bundle, by what it is known for.
   *
   * @param name its name
   * @param version its version
   * @param digest SHA-256 of it, in hexadecimal
   */
  public record Bundle(String name, String version, String digest) {}

  /**
   * Why it is a no.
   *
   * @param rule the first rule that denies, or what kept the rules from an end
   * @param message a sentence for whoever asked
   * @param fix what they can do
   */
  public record Denial(String rule, String message, String fix) {}
}
