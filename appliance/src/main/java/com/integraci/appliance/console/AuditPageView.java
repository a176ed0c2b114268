package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a team's audit log.
 *
 * @param base the page's address
 * @param chain how the chain stands
 * @param verdict what a verification found, when one was asked for
 * @param form the filter
 * @param actions what can be filtered by
 * @param rows the entries, latest first
 * @param older the address of the next page, or ""
 * @param exportable whether the role may export
 */
record AuditPageView(
    String base,
    Chain chain,
    Optional<Verdict> verdict,
    Form form,
    List<String> actions,
    List<Row> rows,
    String older,
    boolean exportable) {

  /** How the chain stands. */
  record Chain(
      long sealed,
      String waiting,
      String head,
      String headNote,
      long checkpointSequence,
      Optional<Instant> checkpointAt) {

    String headShort() {
      return head.length() <= 16 ? head : head.substring(0, 16) + "…";
    }
  }

  /** What a verification found. */
  record Verdict(Lamp lamp, String title, String text) {}

  /** A name and its value. */
  record Fact(String name, String value) {}

  /**
   * One entry.
   *
   * @param eraseLink where its personal detail is erased, or "" when there is nothing to erase or
   *     the role may not
   */
  record Row(
      String number,
      Instant at,
      String ago,
      String action,
      String actor,
      String actorId,
      String resource,
      String resourceId,
      Lamp lamp,
      String outcome,
      List<Fact> facts,
      String eraseLink) {

    String when() {
      return Moment.plain(at);
    }

    String actorShort() {
      return Ids.brief(actorId);
    }

    String resourceShort() {
      return Ids.brief(resourceId);
    }
  }

  boolean filtered() {
    return form.values().values().stream().anyMatch(value -> !value.isEmpty());
  }

  String filterAction() {
    return base;
  }

  String verifyAction() {
    return base + "/verify";
  }

  /** The key to check an export with; to be kept apart from the exports. */
  String keyAddress() {
    return base + "/key";
  }

  String exportAction() {
    return base + "/export";
  }
}
