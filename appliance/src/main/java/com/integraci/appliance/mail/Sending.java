package com.integraci.appliance.mail;

import java.util.Locale;

/** What came of a letter. */
public enum Sending {
  /** The appliance has no mail server. */
  OFF,
  /** The server took it; where it goes from there nobody here knows. */
  SENT,
  /** The server will never take it: there is no such address, it says. */
  REFUSED,
  /** The server was away or could not take it now; it may have taken it and not said so. */
  FAILED,
  /** It was not tried: there were too many. */
  HELD;

  /** As the API says it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
