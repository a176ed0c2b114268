package com.integraci.bundles.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A kind of decision, in a version of its facts. */
public enum DecisionKind {
  /** Whether a commit may pass a gate on its way to an environment. */
  GATE_1("gate-1"),
  /** Whether somebody may do something to the platform. */
  ACTION_1("action-1");

  private final String text;

  DecisionKind(String text) {
    this.text = text;
  }

  /** As a manifest spells it. */
  public String text() {
    return text;
  }

  /** Each as a manifest spells it. */
  public static final List<String> TEXTS = Stream.of(values()).map(DecisionKind::text).toList();

  /** The one that a manifest spells so, if this release knows it. */
  public static Optional<DecisionKind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }

  /**
   * Reads facts to decide on.
   *
   * @param file their name in problems
   * @throws BundleRefused with every place that breaks the schema
   */
  public JsonNode facts(String file, byte[] document) {
    return Schemas.named(text).read(file, document);
  }
}
