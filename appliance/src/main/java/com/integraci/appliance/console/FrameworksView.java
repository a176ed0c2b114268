package com.integraci.appliance.console;

import java.util.List;
import java.util.Optional;

/**
 * What evidence there is for frameworks.
 *
 * @param rows one for each
 * @param decisions how many latest decisions there were
 * @param more whether there are more services and environments, which are left out
 * @param days how far back was looked
 * @param base its own address
 * @param pack the days of an evidence pack, for whoever may take one out
 */
record FrameworksView(
    List<Row> rows, int decisions, boolean more, int days, String base, Optional<Form> pack) {

  /** One framework: how many of its controls came out how. */
  record Row(String title, String edition, List<Count> counts, String href) {}

  /** How many, in a word. */
  record Count(Lamp lamp, int count, String word) {

    /** As it is read. */
    String text() {
      return count + " " + word;
    }
  }
}
