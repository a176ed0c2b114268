package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * A team's first page.
 *
 * @param organisation its name
 * @param needs what waits for a person
 * @param counts what there is
 * @param entries the last of the audit log, if the role may read it
 * @param entriesNote what is said when there are none
 * @param auditLink where all are, or ""
 * @param layers what the team consists of
 */
record HomeView(
    String organisation,
    List<Need> needs,
    List<Count> counts,
    List<Entry> entries,
    String entriesNote,
    String auditLink,
    List<LayerView> layers) {

  /** Something that waits for a person, and where it is done. */
  record Need(Lamp lamp, String word, String text, String act, String href) {}

  /** A number and what it counts. */
  record Count(String label, String number, String note, String href) {}

  /** An entry in short. */
  record Entry(String action, String actor, Instant at) {}
}
