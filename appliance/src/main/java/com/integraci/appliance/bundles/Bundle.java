package com.integraci.appliance.bundles;

import java.time.Duration;
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
 * @param covered how much of its rules its tests went through; nothing of bundles of before that
 *     was kept
 * @param state how far it has come
 * @param replayed when the last replay of it finished
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
    Optional<Covered> covered,
    State state,
    Optional<Instant> replayed,
    Step published,
    Optional<Step> approved,
    Optional<Step> activated) {

  /** How old the replay may be of one that is activated. */
  private static final Duration REPLAY_MAX = Duration.ofDays(1);

  /** Whether a replay finished within the last day; PostgreSQL holds it by its own clock. */
  public boolean freshlyReplayed() {
    return replayed.filter(at -> at.isAfter(Instant.now().minus(REPLAY_MAX))).isPresent();
  }

  /** How far a bundle has come. */
  public enum State {
    /** It is checked, and its tests hold. */
    TESTED,
    /** It is known what it would have changed. */
    REPLAYED,
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
