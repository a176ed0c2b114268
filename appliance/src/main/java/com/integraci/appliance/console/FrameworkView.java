package com.integraci.appliance.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What evidence there is for one framework.
 *
 * @param title its name
 * @param edition which of its editions
 * @param word what it calls one of its controls
 * @param decisions how many latest decisions there were
 * @param more whether there are more services and environments, which are left out
 * @param days how far back was looked
 * @param counts how many of its controls came out how
 * @param controls in its order
 * @param opened the control that was asked for
 * @param address its own
 * @param back all frameworks
 */
record FrameworkView(
    String title,
    String edition,
    String word,
    int decisions,
    boolean more,
    int days,
    List<FrameworksView.Count> counts,
    List<Control> controls,
    Optional<Opened> opened,
    String address,
    String back) {

  /** The same where a line begins. */
  String heading() {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /**
   * One control.
   *
   * @param id as the framework numbers it
   * @param title what it asks for, in our words
   * @param lamp how it came out
   * @param word the same in words
   * @param said why no rule can show it, or how many findings there are
   * @param href where its findings are, or "" when there are none
   */
  record Control(String id, String title, Lamp lamp, String word, String said, String href) {}

  /** The findings of a control. */
  record Opened(String id, String title, List<Finding> findings) {}

  /** One finding. */
  record Finding(String rule, String where, Lamp lamp, String word, String href) {}
}
