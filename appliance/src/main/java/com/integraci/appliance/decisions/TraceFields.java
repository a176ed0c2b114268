package com.integraci.appliance.decisions;

import com.integraci.bundles.policy.Trace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A trace as the API has it. */
final class TraceFields {

  private TraceFields() {}

  static Map<String, Object> of(Trace trace) {
    var document = new LinkedHashMap<String, Object>();
    document.put("rule", trace.rule());
    document.put("cut", trace.cut());
    document.put("steps", trace.steps().stream().map(TraceFields::step).toList());
    document.put("values", trace.values().stream().map(TraceFields::value).toList());
    return document;
  }

  private static Map<String, Object> step(Trace.Step step) {
    var document = new LinkedHashMap<String, Object>();
    document.put("file", step.file());
    document.put("line", step.line());
    document.put("says", step.name());
    document.put("outcome", word(step.outcome()));
    document.put("expressions", step.parts().stream().map(TraceFields::part).toList());
    return document;
  }

  private static Map<String, Object> part(Trace.Part part) {
    return Map.of("line", part.line(), "text", part.text(), "outcome", word(part.outcome()));
  }

  private static Map<String, Object> value(Trace.Value value) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", value.name());
    document.put("file", value.file());
    document.put("line", value.line());
    document.put("outcome", word(value.outcome()));
    value.json().ifPresent(json -> document.put("json", json));
    return document;
  }

  private static String word(Trace.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
