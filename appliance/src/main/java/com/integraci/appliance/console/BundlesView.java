package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A team's policy bundles.
 *
 * @param rows by name, the newest first
 * @param readable whether the role may open one
 * @param trend how decisions at gates came out of late, for those who may see them
 * @param action where forms are sent
 * @param drafts the bundles that are being written
 * @param exceptions the exceptions from rules
 * @param replays the replay lab, or "" for whom it is not
 * @param keys the keys that are trusted
 * @param publish whether the role may publish the rules for gates that come with the appliance,
 *     which are not there yet
 * @param publishActions the same of those for actions
 * @param rollBack whether the role may have the former bundle for gates decide, and there is one
 * @param rollBackActions whether it may go back to the former bundle for actions, or to none
 */
record BundlesView(
    List<Row> rows,
    boolean readable,
    Optional<TrendView> trend,
    String action,
    String drafts,
    String exceptions,
    String replays,
    String keys,
    boolean publish,
    boolean publishActions,
    boolean rollBack,
    boolean rollBackActions) {

  /** One bundle. */
  record Row(
      String name,
      String version,
      Lamp lamp,
      String word,
      String rules,
      String coverage,
      Instant at,
      String href) {}
}
