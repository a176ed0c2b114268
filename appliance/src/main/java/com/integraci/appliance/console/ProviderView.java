package com.integraci.appliance.console;

import java.util.List;

/**
 * One identity provider.
 *
 * @param row as in the list
 * @param enabled whether people may come from it
 * @param problem what was wrong when it was tried, or ""
 * @param facts what the provider has to be told, and what tells who it is
 * @param secret the field of its secret, or "" for none
 * @param writable whether the reader may change it
 * @param back all of them
 * @param form what was typed
 */
record ProviderView(
    ProvidersView.Row row,
    boolean enabled,
    String problem,
    List<Fact> facts,
    String secret,
    boolean writable,
    String back,
    Form form) {

  boolean directory() {
    return secret.equals("bind_password");
  }

  /** A word and what it stands for. */
  record Fact(String word, String value) {}
}
