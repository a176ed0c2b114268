package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * A team's members.
 *
 * @param done what the form before this page did, or ""
 * @param rows one page of them
 * @param nameless whether the user directory does not answer, so that ids stand for names
 * @param invite the page on which people are invited, or "" when the reader may not
 * @param groups the page of the team's groups
 * @param providers the page of the team's identity providers, or "" when the reader may not
 * @param factor whether a second factor is required
 * @param next the address of the next page, or ""
 */
record MembersView(
    String done,
    List<Row> rows,
    boolean nameless,
    String invite,
    String groups,
    String providers,
    Factor factor,
    String next) {

  /**
   * The team's second factor.
   *
   * @param required whether everybody needs one
   * @param action where the form that changes it goes, or "" when the reader may not
   */
  record Factor(boolean required, String action) {}

  /**
   * One member.
   *
   * @param title the name, or a short id
   * @param under the address, or what kind of account it is
   * @param role what it acts as
   * @param own what it is by itself
   * @param codes whether it has an app that shows codes
   * @param you whether it is the reader
   * @param href its own page
   */
  record Row(
      String title,
      String under,
      String role,
      String own,
      Instant since,
      boolean codes,
      boolean you,
      String href) {}
}
