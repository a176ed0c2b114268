package com.integraci.appliance.trust;

import com.integraci.bundles.evidence.TrustedKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that a team trusts, or trusted.
 *
 * @param id its id
 * @param name the team's name for it
 * @param key the public key
 * @param purposes what its signatures count for
 * @param added by whom and when
 * @param removed by whom and when, if it is not trusted any more
 */
public record KnownKey(
    UUID id, String name, TrustedKey key, Purposes purposes, Step added, Optional<Step> removed) {

  /**
   * What a key's signatures count for; at least one of both.
   *
   * @param bundles for the team's policy bundles
   * @param evidence for attestations at its gates
   */
  public record Purposes(boolean bundles, boolean evidence) {}

  /**
   * What somebody did to it.
   *
   * @param by the member's or the service account's id
   * @param at when
   */
  public record Step(UUID by, Instant at) {}
}
