package com.integraci.bundles.evidence;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What files say, by the member of {@code evidence} that it becomes. */
sealed interface Fact
    permits Tests, Findings, Secrets, Sbom, Vulnerabilities, Provenance, Listed, Signed {

  JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The member's name. */
  String member();

  /**
   * Both together.
   *
   * @param other of the same type
   * @throws Fault if there can't be both
   */
  Fact and(Fact other);

  /** As the schema has it. */
  JsonNode json();
}
