package com.integraci.appliance.bundles;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
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
   * A bundle that decides.
   *
   * @param name its name
   * @param version its version
   * @param digest its digest, SHA-256 in hexadecimal
   * @param evaluator its rules
   */
  record Ruling(String name, String version, String digest, Evaluator evaluator) {}
}
