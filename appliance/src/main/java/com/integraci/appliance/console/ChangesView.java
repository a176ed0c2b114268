package com.integraci.appliance.console;

import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.ReplayReport.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decisions that come out differently with another bundle.
 *
 * @param href the page that shows them
 * @param actions whether they are on actions of the platform and not at gates
 * @param rows some, the newest first
 * @param filter which are shown
 * @param older the next page, or ""
 */
record ChangesView(
    String href, boolean actions, List<Row> rows, ReplayChange.Filter filter, String older) {

  private static final List<String> CHANGES =
      Stream.of(Change.TO_DENY, Change.TO_ALLOW, Change.UNDECIDED).map(Change::word).toList();

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

  /** Which are asked for. */
  static ReplayChange.Filter filter(Fields query) {
    return new ReplayChange.Filter(
        query.optionalOneOf("change", CHANGES).orElse(""),
        Spelled.optionalSubject(query, "service").orElse(""));
  }

  /**
   * A page of them.
   *
   * @param href the page that shows them
   * @param kind of decisions, in its text
   * @param decisions where decisions are
   */
  static ChangesView of(
      String href,
      String kind,
      String decisions,
      ReplayChange.Filter filter,
      ReplayChange.Page page) {
    return new ChangesView(
        href,
        kind.equals(DecisionKind.ACTION_1.text()),
        page.changes().stream().map(change -> row(decisions, change)).toList(),
        filter,
        page.next().map(next -> older(href, filter, next)).orElse(""));
  }

  private static String older(String href, ReplayChange.Filter filter, UUID next) {
    return "%s?after=%s&change=%s&service=%s"
        .formatted(href, next, filter.change(), filter.service());
  }

  private static Row row(String decisions, ReplayChange change) {
    return new Row(
        change.change() == Change.TO_ALLOW ? Lamp.WARN : Lamp.BAD,
        word(change.change()),
        change.service(),
        change.gate(),
        change.environment(),
        change.change() == Change.UNDECIDED
            ? undecided(change.because().getFirst())
            : String.join(", ", change.because()),
        change.at(),
        decisions + "/" + change.decision());
  }

  /** What they are about, in a word. */
  String subject() {
    return actions ? "Action" : "Service";
  }

  /** Where, or as what. */
  String place() {
    return actions ? "Role" : "Gate";
  }

  boolean narrowed() {
    return !filter.change().isEmpty() || !filter.service().isEmpty();
  }

  private static String word(Change change) {
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
}
