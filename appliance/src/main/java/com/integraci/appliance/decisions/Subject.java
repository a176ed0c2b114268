package com.integraci.appliance.decisions;

import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.failure.Invalid;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is decided on at a gate.
 *
 * @param about what it is about
 * @param input all facts, canonical JSON
 * @param facts the same, read
 */
record Subject(DecisionRecord.About about, String input, JsonNode facts) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String FILE = "body";
  private static final int PROBLEMS_MAX = 50;

  /** What the appliance says, and no request. */
  private static final Set<String> OURS = Set.of("time", "gate", "exceptions");

  /**
   * Reads what was sent to a gate.
   *
   * @throws Invalid with every place that breaks the schema
   */
  static Subject read(String gate, Map<String, Object> sent, Instant at) {
    var all = new LinkedHashMap<String, Object>(sent);
    if (OURS.stream().anyMatch(sent::containsKey)) {
      throw new Invalid("", "The time, the gate and exceptions are not taken from the body.");
    }
    all.put("gate", gate);
    all.put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      var read = DecisionKind.GATE_1.facts(FILE, JSON.writeValueAsBytes(all));
      return of(Facts.canonical("", read));
    } catch (BundleRefused e) {
      throw new Invalid(
          e.problems().stream()
              .limit(PROBLEMS_MAX)
              .map(problem -> new Invalid.Problem("", problem.message()))
              .toList());
    }
  }

  /**
   * The same with exceptions, if there are any: they are facts, so that it can be decided again.
   */
  Subject with(List<Exemption.InForce> exceptions) {
    if (exceptions.isEmpty()) {
      return this;
    }
    var all = ((ObjectNode) facts).deepCopy();
    var named = all.putArray("exceptions");
    for (Exemption.InForce one : exceptions) {
      named
          .addObject()
          .put("id", one.id().toString())
          .put("rule", one.rule())
          .put("expires", one.expires().toString())
          .put("days", one.days())
          .put("asked_by", one.asked().by().toString())
          .put("approved_by", one.approver().toString())
          .put("owner", one.owner().toString());
    }
    return of(new String(CanonicalJson.write(CanonicalJson.of(all)), StandardCharsets.UTF_8));
  }

  /** The same from canonical facts that were read once. */
  static Subject of(String input) {
    var facts = JSON.readTree(input);
    var about =
        new DecisionRecord.About(
            DecisionKind.GATE_1.text(),
            facts.path("gate").asString(),
            facts.path("service").asString(),
            facts.path("environment").asString(),
            facts.path("commit").asString());
    return new Subject(about, input, facts);
  }
}
