package com.integraci.appliance.broker;

import java.net.URI;
import java.time.Instant;

/**
 * What a member connects to the broker with.
 *
 * @param server where
 * @param user the user's public key, an NKey
 * @param token the user's token, signed by the team's account
 * @param seed the other half of its key, "" when the member keeps it
 * @param subject where the member's events come; nothing else can be subscribed to
 */
public record UserCredential(
    URI server, String user, String token, String seed, String subject, Instant expires) {

  /** Without the seed and the token. */
  @Override
  public String toString() {
    return "UserCredential[" + user + "]";
  }
}
