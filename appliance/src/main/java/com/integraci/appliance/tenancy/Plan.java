package com.integraci.appliance.tenancy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a team can sign up for. */
public enum Plan {
  TEAM,
  ENTERPRISE;

  /** The name in requests and in the database. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every plan's name. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Plan::id).toList();
  }
}
