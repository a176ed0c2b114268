package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Faults;
import com.integraci.appliance.failure.Invalid;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts as they are decided on: canonical JSON, of 1 MiB at most. */
final class Facts {

  private static final int BYTES_MAX = 1 << 20;

  /** What facts are called that somebody gives. */
  private static final String GIVEN = "facts";

  private Facts() {}

  /**
   * Reads all facts of a kind of decision.
   *
   * @param document JSON as it was sent
   * @throws Invalid with every place that breaks the schema, each at its line
   */
  static JsonNode read(DecisionKind kind, byte[] document) {
    if (document.length > BYTES_MAX) {
      throw tooLarge(GIVEN);
    }
    try {
      return JsonMapper.shared().readTree(canonical(GIVEN, kind.facts(GIVEN, document)));
    } catch (BundleRefused e) {
      throw Faults.invalid(e.problems());
    }
  }

  /**
   * Facts that were read, canonical.
   *
   * @param field what they are called in a request
   * @throws Invalid when they can't be written so, or are too large
   */
  static String canonical(String field, JsonNode read) {
    try {
      byte[] canonical = CanonicalJson.write(CanonicalJson.of(read));
      if (canonical.length > BYTES_MAX) {
        throw tooLarge(field);
      }
      return new String(canonical, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Invalid(field, "A text holds half of a character, or a number is not safe.");
    }
  }

  private static Invalid tooLarge(String field) {
    return new Invalid(field, "The facts have more than 1 MiB.");
  }
}
