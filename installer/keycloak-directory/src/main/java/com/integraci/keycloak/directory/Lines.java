package com.integraci.keycloak.directory;

import java.util.HashMap;
import java.util.Map;

/**
 * How many may speak to directories at once: each holds a thread and a database connection of
 * Keycloak's, and a team's directory that answers slowly must leave enough of them to others.
 */
final class Lines {

  static final int ALL_MAX = 12;
  static final int EACH_MAX = 4;

  private final Map<String, Integer> busy = new HashMap<>();
  private int all;

  /** Takes a line for a team, unless too many are taken. */
  synchronized boolean take(String team) {
    int now = busy.getOrDefault(team, 0);
    if (all >= ALL_MAX || now >= EACH_MAX) {
      return false;
    }
    busy.put(team, now + 1);
    all++;
    return true;
  }

  synchronized void giveBack(String team) {
    busy.computeIfPresent(team, (_, now) -> now <= 1 ? null : now - 1);
    all--;
  }
}
