package com.integraci.appliance.console;

/** Ids as lists show them: the end, where UUIDv7 of one minute differ. */
final class Ids {

  private static final int SHOWN = 12;

  private Ids() {}

  static String brief(String id) {
    return id.length() <= SHOWN ? id : "…" + id.substring(id.length() - SHOWN);
  }
}
