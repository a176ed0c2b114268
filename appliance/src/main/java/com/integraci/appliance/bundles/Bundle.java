package com.integraci.appliance.bundles;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A policy bundle of a team.
 *
 * @param id its id
 * @param name its name
 * @param version its version, once in a name
 * @param decision the kind of decision it is for
 * @param rules how many rules it has
 * @param digest SHA-256 of it, in hexadecimal
 * @param state how far it has come
 * @param published by whom and when
 * @param approved by whom and when
 * @param activated by whom and when the last time
 */
public record Bundle(
    UUID id,
    String name,
    String version,
    String decision,
    int rules,
    String digest,
    State state,
    Step published,
    Optional<Step> approved,
    Optional<Step> activated) {

  /** How far a bundle has come. */
  public enum State {
    /** It is checked, and its tests hold. */
    TESTED,
    /** A second person said yes. */
    APPROVED,
    /** It decides. */
    ACTIVE,
    /** It decided, until another did. */
    SUPERSEDED;

    /** In words. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What somebody did to it.
   *
   * @param by the member's or the service account's id
   * @param at when
   */
  public record Step(UUID by, Instant at) {}
}
