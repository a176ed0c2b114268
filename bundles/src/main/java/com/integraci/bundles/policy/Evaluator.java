package com.integraci.bundles.policy;

import tools.jackson.databind.JsonNode;

/** Decides by the rules of one bundle. Safe for use by many threads. */
public interface Evaluator extends AutoCloseable {

  /**
   * Decides.
   *
   * @param facts as {@link DecisionKind#facts} read them
   * @throws Undecided when it took too long or too much memory, or the rules contradict themselves
   */
  Verdict decide(JsonNode facts);

  @Override
  void close();
}
