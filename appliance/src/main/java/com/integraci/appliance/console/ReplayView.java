package com.integraci.appliance.console;

import com.integraci.bundles.policy.ReplayReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One replay.
 *
 * @param row as lists show it
 * @param links where it leads
 * @param progress how far it is
 * @param fault why there is no result, or ""
 * @param from the first moment of the period
 * @param to its end
 * @param report what would be different, once it has finished
 * @param changes some decisions that come out differently
 * @param cancel whether the role may stop it now
 */
record ReplayView(
    ReplaysView.Row row,
    Links links,
    Progress progress,
    String fault,
    Instant from,
    Instant to,
    Optional<ReplayReport.Written> report,
    ChangesView changes,
    boolean cancel) {

  /**
   * Where it leads.
   *
   * @param lab the list
   * @param tried what is tried
   */
  record Links(String lab, Tried tried) {}

  /**
   * What is tried.
   *
   * @param word bundle or draft
   * @param href its page; "" when it is gone
   * @param digest SHA-256 of what was run, in hexadecimal
   * @param since what became of a draft since; "" when it is what was run, and of a bundle
   */
  record Tried(String word, String href, String digest, String since) {

    /** Whether it is not published yet. */
    boolean draft() {
      return word.equals("draft");
    }
  }

  /**
   * How far it is.
   *
   * @param running whether it goes on
   * @param done of how many decisions it knows
   * @param total of how many it wants to
   */
  record Progress(boolean running, int done, int total) {}

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

  static String number(long count) {
    return ReplayPages.number(count);
  }
}
