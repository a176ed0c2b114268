package com.integraci.bundles.evidence;

import tools.jackson.databind.JsonNode;

/** Findings that are new and not suppressed, by level. */
record Findings(long error, long warning, long note) implements Fact {

  @Override
  public String member() {
    return "findings";
  }

  @Override
  public Findings and(Fact other) {
    var that = (Findings) other;
    return new Findings(error + that.error, warning + that.warning, note + that.note);
  }

  @Override
  public JsonNode json() {
    return JSON.objectNode().put("error", error).put("warning", warning).put("note", note);
  }
}
