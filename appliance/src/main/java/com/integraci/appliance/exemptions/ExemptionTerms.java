package com.integraci.appliance.exemptions;

import com.integraci.appliance.failure.Invalid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * What an exception is from.
 *
 * @param rule the rule that does not deny
 * @param service of which service alone
 * @param environment on the way to which environment alone; to any when there is none
 * @param reason why, 1 to 500 characters
 * @param expires until when, exclusive, to the second
 * @param owner who answers for it, if that is another than who asks
 */
public record ExemptionTerms(
    String rule,
    String service,
    Optional<String> environment,
    String reason,
    Instant expires,
    Optional<UUID> owner) {

  /** What whoever asks for it answers for. */
  public ExemptionTerms(
      String rule, String service, Optional<String> environment, String reason, Instant expires) {
    this(rule, service, environment, reason, expires, Optional.empty());
  }

  /**
   * That it ends in a bounded time.
   *
   * @throws Invalid when it would end in the past or too late
   */
  void expectBounded(Instant now) {
    if (!expires.isAfter(now) || expires.isAfter(now.plus(Exemptions.LONGEST))) {
      throw new Invalid("expires", "It is a time ahead, at most 90 days from now.");
    }
    if (!expires.equals(expires.truncatedTo(ChronoUnit.SECONDS))) {
      throw new Invalid("expires", "It is a time to the second.");
    }
  }
}
