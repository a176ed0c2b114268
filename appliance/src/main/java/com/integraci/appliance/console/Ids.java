package com.integraci.appliance.console;

import java.util.regex.Pattern;

/** Ids in addresses, and as lists show them: the end, where UUIDv7 of one minute differ. */
final class Ids {

  /** The one way to write an id. */
  static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int SHOWN = 12;

  private Ids() {}

  static String brief(String id) {
    return id.length() <= SHOWN ? id : "…" + id.substring(id.length() - SHOWN);
  }
}
