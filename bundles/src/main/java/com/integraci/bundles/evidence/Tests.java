package com.integraci.bundles.evidence;

import tools.jackson.databind.JsonNode;

/** Test cases by how they ended. */
record Tests(long passed, long failed, long skipped) implements Fact {

  @Override
  public String member() {
    return "tests";
  }

  @Override
  public Tests and(Fact other) {
    var that = (Tests) other;
    return new Tests(passed + that.passed, failed + that.failed, skipped + that.skipped);
  }

  @Override
  public JsonNode json() {
    return JSON.objectNode().put("passed", passed).put("failed", failed).put("skipped", skipped);
  }
}
