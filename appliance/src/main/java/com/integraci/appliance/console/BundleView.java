package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Covered;
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
 * @param trend how what it decided came out of late, for those who may see it
 * @param covered how much of it its tests went through, if that was kept
 * @param files contents by path
 * @param back the list
 * @param ask where it is asked about facts; "" when the role can't
 * @param approve whether the role may say yes to it now
 * @param activate whether the role may have it decide now
 * @param replay what there is to replays of it
 * @param own whether it waits for somebody else, because the visitor published it
 * @param shadow whether the role may have it decide in the shadow
 */
record BundleView(
    BundlesView.Row row,
    List<DecisionView.Fact> facts,
    List<RuleRow> rules,
    Optional<TrendView> trend,
    Optional<Covered> covered,
    Map<String, String> files,
    String back,
    String ask,
    boolean approve,
    boolean activate,
    Replaying replay,
    boolean own,
    boolean shadow) {

  /**
   * One of its rules.
   *
   * @param rule as the manifest has it
   * @param href its page
   * @param hits how often it denied of late, for those who may see it
   */
  record RuleRow(Rule rule, String href, Optional<Hits> hits) {}

  /**
   * How often a rule denied.
   *
   * @param denied how many decisions it made a no
   * @param asked how many it was asked in
   * @param href where those are that it made a no
   */
  record Hits(long denied, long asked, String href) {

    /** The same as a share of 100; what is there is seen. */
    String share() {
      return Long.toString(denied == 0 ? 0 : Math.max(1, 100 * denied / asked));
    }
  }

  /**
   * What there is to replays of it.
   *
   * @param last when the last one finished
   * @param lab where they are listed
   * @param offered whether the role may start one
   * @param needed why one is needed now, or ""
   */
  record Replaying(Optional<Instant> last, String lab, boolean offered, String needed) {}

  /** A number as pages write it. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How much it matters, in a word. */
  static String severity(Rule rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }
}
