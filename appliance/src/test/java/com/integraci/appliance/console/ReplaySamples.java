package com.integraci.appliance.console;

import com.integraci.appliance.replay.ReplayChange;
import com.integraci.appliance.replay.Shadow;
import com.integraci.bundles.policy.ReplayReport;
import com.integraci.bundles.policy.ReplayReport.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of the replay lab, with plausible content. */
final class ReplaySamples {

  private static final String POLICIES = "/t/acme/policies";
  private static final String ID = "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f21";

  private static final ShadowView.Row SHADOW =
      new ShadowView.Row(
          "acme-gate",
          "1.2.0",
          Lamp.BUSY,
          "in the shadow",
          "9,015",
          "15",
          Samples.before(Duration.ofDays(3)),
          "/t/acme/shadows/" + ID);

  private ReplaySamples() {}

  static void add(Map<String, String> pages) {
    pages.put("replays", list(List.of(row(Lamp.OK, "finished"), row(Lamp.BUSY, "running"))));
    pages.put("replays-none", list(List.of()));
    pages.put("replay-running", one(row(Lamp.BUSY, "running"), "", Optional.empty(), List.of()));
    pages.put(
        "replay-failed",
        one(row(Lamp.BAD, "failed"), "It can't be compiled.", Optional.empty(), List.of()));
    pages.put("replay", one(row(Lamp.OK, "finished"), "", Optional.of(report()), changes()));
    pages.put("shadow", shadow(SHADOW, new Shadow.Counts(9_000, 12, 1, 2), false));
    pages.put("shadow-actions", shadow(SHADOW, new Shadow.Counts(70, 3, 0, 0), true));
    pages.put("shadow-unchanged", shadow(SHADOW, new Shadow.Counts(9_000, 0, 0, 0), false));
    pages.put("shadow-none", shadow(SHADOW, new Shadow.Counts(0, 0, 0, 0), false));
    pages.put(
        "replay-unchanged", one(row(Lamp.OK, "finished"), "", Optional.of(unchanged()), List.of()));
  }

  private static String shadow(ShadowView.Row row, Shadow.Counts counts, boolean actions) {
    var changes = counts.changed() == 0 ? List.<ChangesView.Row>of() : changes();
    return Page.shadow(
        Samples.member("acme-gate in the shadow", Section.POLICIES),
        new ShadowView(
            row,
            "/t/acme/replays",
            POLICIES + "/" + ID,
            Samples.before(Duration.ofMinutes(1)),
            counts,
            new ChangesView(row.href(), actions, changes, ReplayChange.Filter.ALL, ""),
            row.running()));
  }

  private static String list(List<ReplaysView.Row> rows) {
    return Page.replays(
        Samples.member("Replay lab", Section.POLICIES),
        new ReplaysView(
            rows, POLICIES, !rows.isEmpty(), rows.isEmpty() ? List.of() : List.of(SHADOW)));
  }

  private static ReplaysView.Row row(Lamp lamp, String word) {
    return new ReplaysView.Row(
        "acme-gate",
        "1.1.0",
        lamp,
        word,
        "12,345",
        Samples.before(Duration.ofMinutes(4)),
        "/t/acme/replays/" + ID + word);
  }

  private static ReplayReport.Written report() {
    return new ReplayReport.Written(
        new Line("", 12_000, 300, 44, 1),
        List.of(new Line("shop", 100, 300, 0, 1), new Line("wiki", 9, 0, 44, 0)),
        List.of(new Line("tests_passed", 0, 300, 44, 0)));
  }

  private static ReplayReport.Written unchanged() {
    var none = new Line("", 0, 0, 0, 0);
    return new ReplayReport.Written(none, List.of(), List.of());
  }

  private static List<ChangesView.Row> changes() {
    return List.of(
        change(Lamp.BAD, "allow to deny", "tests_passed"),
        change(Lamp.WARN, "deny to allow", ""),
        change(Lamp.BAD, "undecided", ChangesView.undecided("erased")));
  }

  private static ChangesView.Row change(Lamp lamp, String word, String because) {
    return new ChangesView.Row(
        lamp,
        word,
        "shop",
        "deploy",
        "production",
        because,
        Samples.before(Duration.ofHours(9)),
        "/t/acme/decisions/" + ID + because.length());
  }

  private static ReplayView.Tried tried(boolean draft) {
    var digest = "cd".repeat(32);
    return draft
        ? new ReplayView.Tried("draft", "", digest, "The draft was deleted since.")
        : new ReplayView.Tried("bundle", POLICIES + "/" + ID, digest, "");
  }

  private static String one(
      ReplaysView.Row row,
      String fault,
      Optional<ReplayReport.Written> report,
      List<ChangesView.Row> changes) {
    boolean running = row.lamp() == Lamp.BUSY;
    return Page.replay(
        Samples.member("Replay of acme-gate", Section.POLICIES),
        new ReplayView(
            row,
            new ReplayView.Links("/t/acme/replays", tried(running)),
            new ReplayView.Progress(running, 12_345, 100_000),
            fault,
            Samples.before(Duration.ofDays(30)),
            Samples.before(Duration.ofMinutes(5)),
            report,
            new ChangesView(row.href(), false, changes, ReplayChange.Filter.ALL, ""),
            running));
  }
}
