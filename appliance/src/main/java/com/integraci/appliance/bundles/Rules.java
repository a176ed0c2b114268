package com.integraci.appliance.bundles;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Trace;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The rules that a team has. */
public interface Rules {

  /** Those that are active for a kind of decision. */
  Optional<Ruling> active(TenantId tenant, DecisionKind kind);

  /**
   * Those of a bundle that the team has, or had, active.
   *
   * @param digest the bundle's, SHA-256
   */
  Optional<Ruling> of(TenantId tenant, byte[] digest);

  /**
   * What the manifest of a bundle that the team has, or had, says of its rules; nothing when there
   * is no such bundle.
   *
   * @param digest the bundle's, SHA-256 in hexadecimal
   */
  default List<Rule> manifest(TenantId tenant, String digest) {
    return of(tenant, HexFormat.of().parseHex(digest)).map(Ruling::rules).orElse(List.of());
  }

  /**
   * How a rule of a bundle that the team has, or had, comes out as it does. It is compiled for
   * that, which takes seconds, and decides nothing.
   *
   * @param digest the bundle's, SHA-256
   * @param rule the rule's id
   * @param facts as they are decided on
   * @return nothing when there is no such bundle
   * @throws com.integraci.bundles.policy.BundleRefused when it can't be compiled so
   * @throws com.integraci.appliance.failure.Limited when another bundle is published or tried
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  default Optional<Trace> trace(TenantId tenant, byte[] digest, String rule, JsonNode facts) {
    return Optional.empty();
  }

  /**
   * A bundle that decides.
   *
   * @param name its name
   * @param version its version
   * @param digest its digest, SHA-256 in hexadecimal
   * @param rules what its manifest says of its rules
   * @param evaluator decides by them
   */
  record Ruling(String name, String version, String digest, List<Rule> rules, Evaluator evaluator) {

    public Ruling {
      rules = List.copyOf(rules);
    }
  }
}
