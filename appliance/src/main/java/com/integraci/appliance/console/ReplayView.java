package com.integraci.appliance.console;

import com.integraci.appliance.replay.ReplayChange;
import com.integraci.bundles.policy.ReplayReport;
import com.integraci.bundles.policy.ReplayReport.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One replay.
 *
 * @param row as lists show it
 * @param actions whether it is about actions of the platform and not about gates
 * @param links where it leads
 * @param progress how far it is
 * @param fault why there is no result, or ""
 * @param from the first moment of the period
 * @param to its end
 * @param report what would be different, once it has finished
 * @param changes some decisions that come out differently
 * @param filter which of them
 * @param cancel whether the role may stop it now
 */
record ReplayView(
    ReplaysView.Row row,
    boolean actions,
    Links links,
    Progress progress,
    String fault,
    Instant from,
    Instant to,
    Optional<ReplayReport.Written> report,
    List<Row> changes,
    ReplayChange.Filter filter,
    boolean cancel) {

  /** What its decisions are about, in a word. */
  String subject() {
    return actions ? "Action" : "Service";
  }

  /** Where, or as what. */
  String place() {
    return actions ? "Role" : "Gate";
  }

  /**
   * Where it leads.
   *
   * @param lab the list
   * @param bundle the bundle
   * @param older the next page of decisions, or ""
   */
  record Links(String lab, String bundle, String older) {}

  /**
   * How far it is.
   *
   * @param running whether it goes on
   * @param done of how many decisions it knows
   * @param total of how many it wants to
   */
  record Progress(boolean running, int done, int total) {}

  /** A decision that comes out differently. */
  record Row(
      Lamp lamp,
      String word,
      String service,
      String gate,
      String environment,
      String because,
      Instant at,
      String href) {}

  /** Those that change anything. */
  List<ReplayReport.Line> services() {
    return report.stream()
        .flatMap(written -> written.services().stream())
        .filter(line -> line.changed() > 0)
        .toList();
  }

  List<ReplayReport.Line> rules() {
    return report.map(ReplayReport.Written::rules).orElse(List.of());
  }

  boolean narrowed() {
    return !filter.change().isEmpty() || !filter.service().isEmpty();
  }

  static String word(Change change) {
    return switch (change) {
      case UNCHANGED -> "unchanged";
      case TO_DENY -> "allow to deny";
      case TO_ALLOW -> "deny to allow";
      case UNDECIDED -> "undecided";
    };
  }

  /** Why, in words. */
  static String undecided(String because) {
    return switch (because) {
      case "erased" -> "its facts were erased";
      case "limit" -> "the rules take too long, or too much";
      default -> "the rules contradict themselves";
    };
  }

  static String number(int count) {
    return ReplayPages.number(count);
  }
}
