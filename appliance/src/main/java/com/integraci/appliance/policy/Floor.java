package com.integraci.appliance.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The platform floor: the golden table of roles, and the bundle of Rego that decides by it.
 * Requests are decided by the table, which has every pair there is; the control plane does not
 * start when the Rego, compiled as every other bundle, says otherwise for one of them.
 */
public final class Floor {

  private static final String RULES = "rules";

  private final Permissions permissions;
  private final PolicyBundle bundle;
  private final String digest;
  private final Judgement yes;
  private final Judgement no;

  Floor(Permissions permissions) {
    this.permissions = permissions;
    this.bundle = ShippedBundle.floor(permissions.roles());
    this.digest = bundle.digest();
    var rule = bundle.manifest().rules().getFirst();
    this.yes = judgement(finding(rule, "pass"), Optional.empty());
    var denial = new Judgement.Denial(rule.id(), rule.message(), rule.fix());
    var found =
        finding(rule, "fail")
            .put("title", rule.title())
            .put("severity", rule.severity().name().toLowerCase(Locale.ROOT))
            .put("message", rule.message())
            .put("fix", rule.fix());
    this.no = judgement(found, Optional.of(denial));
  }

  private static JsonValue.Builder finding(Rule rule, String outcome) {
    return JsonValue.object().put("rule", rule.id()).put("outcome", outcome);
  }

  private Judgement judgement(JsonValue.Builder finding, Optional<Judgement.Denial> denial) {
    var manifest = bundle.manifest();
    var findings = new JsonValue.Items(List.of(finding.build()));
    var result = CanonicalJson.write(JsonValue.object().put("findings", findings).build());
    return new Judgement(
        new Judgement.Bundle(manifest.name(), manifest.version(), digest),
        RULES,
        new String(result, UTF_8),
        denial,
        Duration.ZERO);
  }

  /** Whether the table gives the action to the role. */
  public boolean allows(Role role, Action action) {
    return permissions.allows(role, action);
  }

  /** The same as its rules say it. */
  Judgement judge(Role role, Action action) {
    return allows(role, action) ? yes : no;
  }

  /** The rules with the table as their data. */
  public PolicyBundle bundle() {
    return bundle;
  }

  /** The bundle's digest, SHA-256 in hexadecimal: another table, another digest. */
  public String digest() {
    return digest;
  }
}
