package com.integraci.appliance.alerts;

import java.util.Locale;

/** How soon somebody should look. */
public enum Severity {
  /** Within the day: nothing is lost, and nobody is kept from working. */
  WARNING,
  /** Now. */
  CRITICAL;

  /** As it is stored and as the API says it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
