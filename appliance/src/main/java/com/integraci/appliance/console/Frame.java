package com.integraci.appliance.console;

import java.time.Instant;
import java.util.Objects;

/**
 * What every page is given beside its own view.
 *
 * @param title the page's, shown by the browser
 * @param shell what stands around the content
 * @param assets where styles and scripts are
 * @param now the moment the page is made, for relative times
 */
record Frame(String title, Shell shell, Assets assets, Instant now) {

  Frame {
    Objects.requireNonNull(title);
    Objects.requireNonNull(shell);
    Objects.requireNonNull(assets);
    Objects.requireNonNull(now);
  }

  String asset(String name) {
    return assets.path(name);
  }

  /** How much waits for the visitor in a section, as the navigation counts it. */
  long waiting(Section section) {
    return switch (shell) {
      case Shell.Signed signed -> signed.waiting(section);
      case Shell.Open _ -> 0;
    };
  }

  /** The session's token, which each form sends back. */
  String csrf() {
    return switch (shell) {
      case Shell.Signed signed -> signed.csrf();
      case Shell.Open _ -> "";
    };
  }
}
