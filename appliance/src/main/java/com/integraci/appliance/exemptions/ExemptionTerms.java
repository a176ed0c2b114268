package com.integraci.appliance.exemptions;

import java.time.Instant;
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
}
