package com.integraci.bundles.compliance;

import java.util.List;
import java.util.Optional;

/**
 * A control of a framework.
 *
 * @param id as the framework numbers it
 * @param title what it asks for, in our words
 * @param checked whether its number was looked up in the framework's own text
 * @param beyond why no rule can give evidence for it, if so
 * @param rules of the shipped bundles, those that give evidence for it; with none and nothing
 *     beyond, there are no facts for it yet
 */
public record Control(
    String id, String title, boolean checked, Optional<String> beyond, List<String> rules) {

  public Control {
    rules = List.copyOf(rules);
    if (beyond.isPresent() && !rules.isEmpty()) {
      throw new IllegalArgumentException(id + " is beyond rules and has some");
    }
  }
}
