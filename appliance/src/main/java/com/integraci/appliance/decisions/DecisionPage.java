package com.integraci.appliance.decisions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some decisions, the newest first.
 *
 * @param decisions without what was decided on and what the rules found
 * @param next what the next page comes after, when there is one
 */
public record DecisionPage(List<Decision> decisions, Optional<UUID> next) {

  public DecisionPage {
    decisions = List.copyOf(decisions);
  }
}
