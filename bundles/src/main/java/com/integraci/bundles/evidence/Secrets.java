package com.integraci.bundles.evidence;

import tools.jackson.databind.JsonNode;

/** How many secrets were found. */
record Secrets(long found) implements Fact {

  @Override
  public String member() {
    return "secrets";
  }

  @Override
  public Secrets and(Fact other) {
    return new Secrets(found + ((Secrets) other).found);
  }

  @Override
  public JsonNode json() {
    return JSON.objectNode().put("found", found);
  }
}
