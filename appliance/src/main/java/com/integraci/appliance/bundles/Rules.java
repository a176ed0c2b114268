package com.integraci.appliance.bundles;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Rule;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
