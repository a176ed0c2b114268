package com.integraci.bundles.policy;

import java.util.Set;

/**
 * Which actions a team's own rules are asked about: those that change something, but none that
 * whoever wrote them needs to get past them. So no bundle locks its team out.
 */
public final class RuledActions {

  private static final Set<String> READS = Set.of("list", "read", "export", "replay");

  /** To sign in, to go back to other rules, and to ask gates, which have rules of their own. */
  private static final Set<String> FLOOR_ALONE =
      Set.of("session.create", "session.end", "bundle.rollback", "gate.decide");

  private static final String EXCEPTIONS = "exception.";

  private RuledActions() {}

  /**
   * Whether they are asked.
   *
   * @param action the action, as the table of permissions names it
   */
  public static boolean asked(String action) {
    return !READS.contains(action.substring(action.lastIndexOf('.') + 1))
        && !action.startsWith(EXCEPTIONS)
        && !FLOOR_ALONE.contains(action);
  }
}
