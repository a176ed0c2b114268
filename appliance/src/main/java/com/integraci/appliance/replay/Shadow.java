package com.integraci.appliance.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bundle that decides in the shadow of the one that counts.
 *
 * @param id its id
 * @param bundle which bundle
 * @param since the first moment of decisions that it looks at
 * @param seen how far it has looked, a moment behind now
 * @param counts what came of them so far
 * @param startedBy the member's or the service account's id
 * @param endedAt when it was ended
 */
public record Shadow(
    UUID id,
    Replay.Candidate bundle,
    Instant since,
    Instant seen,
    Counts counts,
    UUID startedBy,
    Optional<Instant> endedAt) {

  /**
   * What came of decisions.
   *
   * @param unchanged how many would have come out as they did
   * @param toDeny how many would have been denied
   * @param toAllow how many would have been allowed
   * @param undecided of how many it can't be said
   */
  public record Counts(long unchanged, long toDeny, long toAllow, long undecided) {

    /** All that it looked at. */
    public long all() {
      return unchanged + changed();
    }

    /** How many would have come out differently, or may. */
    public long changed() {
      return toDeny + toAllow + undecided;
    }
  }
}
