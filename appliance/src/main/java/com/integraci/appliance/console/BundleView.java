package com.integraci.appliance.console;

import com.integraci.bundles.policy.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One policy bundle.
 *
 * @param row as lists show it
 * @param facts names and values of what it is known by
 * @param rules its rules
 * @param files contents by path
 * @param back the list
 * @param approve whether the role may say yes to it now
 * @param activate whether the role may have it decide now
 * @param replay what there is to replays of it
 * @param own whether it waits for somebody else, because the visitor published it
 * @param shadow whether the role may have it decide in the shadow
 */
record BundleView(
    BundlesView.Row row,
    List<DecisionView.Fact> facts,
    List<Rule> rules,
    Map<String, String> files,
    String back,
    boolean approve,
    boolean activate,
    Replaying replay,
    boolean own,
    boolean shadow) {

  /**
   * What there is to replays of it.
   *
   * @param last when the last one finished
   * @param lab where they are listed
   * @param offered whether the role may start one
   * @param needed why one is needed now, or ""
   */
  record Replaying(Optional<Instant> last, String lab, boolean offered, String needed) {}

  /** How much it matters, in a word. */
  static String severity(Rule rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }
}
