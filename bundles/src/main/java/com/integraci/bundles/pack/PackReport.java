package com.integraci.bundles.pack;

import java.util.List;
import java.util.Optional;

/**
 * What a verifier found.
 *
 * @param of whose pack it is, and of when; nothing when that can't be told
 * @param checks each thing that was looked at, in its order
 */
public record PackReport(Optional<PackManifest.Of> of, List<Check> checks) {

  public PackReport {
    checks = List.copyOf(checks);
  }

  /** How a check ended. */
  public enum State {
    /** It holds. */
    HOLDS,
    /** It does not. */
    FAILS,
    /** Something before it does not hold, and so it could not be looked at. */
    SKIPPED
  }

  /**
   * A check.
   *
   * @param name in a word
   * @param state how it ended
   * @param sentence what was found
   */
  public record Check(String name, State state, String sentence) {}

  /** Whether all hold. */
  public boolean verified() {
    return checks.stream().allMatch(check -> check.state() == State.HOLDS);
  }
}
