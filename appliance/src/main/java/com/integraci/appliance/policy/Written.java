package com.integraci.appliance.policy;

import com.integraci.bundles.policy.DecisionHashes;

/**
 * The facts of a decision on an action, and what stands for them in the audit chain. Both are made
 * once, when they are first asked for: most decisions are on reading, and none of that is written
 * down.
 */
final class Written {

  private final ActionFacts more;
  private Content content;

  Written(ActionFacts more) {
    this.more = more;
  }

  /**
   * What it comes to.
   *
   * @param input the facts, canonical JSON
   * @param hashes of facts and findings, with a salt
   */
  record Content(String input, DecisionHashes hashes) {}

  synchronized Content of(ActionDecision made) {
    if (content == null) {
      var input =
          ActionDecision.facts(made.caller(), made.action(), made.resource(), made.at(), more);
      content = new Content(input, DecisionHashes.of(input, made.judgement().result()));
    }
    return content;
  }
}
