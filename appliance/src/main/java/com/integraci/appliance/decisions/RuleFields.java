package com.integraci.appliance.decisions;

import com.integraci.appliance.http.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields that name a rule, and the bundle that it stands in. */
public final class RuleFields {

  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final String RULE_RULE = "It is a rule's id: up to 64 of a-z, 0-9 and _.";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final String DIGEST_RULE = "It is a bundle's digest: 64 of 0-9 and a-f.";

  private RuleFields() {}

  /** A rule's id, if it is there. */
  public static Optional<String> rule(Fields fields) {
    return rule(fields, "rule");
  }

  /** The same under another name. */
  static Optional<String> rule(Fields fields, String name) {
    return fields.optionalMatching(name, RULE, RULE_RULE);
  }

  /** A bundle's digest, in hexadecimal, if it is there. */
  public static Optional<String> bundle(Fields fields) {
    return fields.optionalMatching("bundle", DIGEST, DIGEST_RULE);
  }
}
