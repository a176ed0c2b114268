package com.integraci.appliance.components;

import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import java.util.Map;

/** How each component of an appliance is asked for its metrics. */
public final class Components {

  private static final String OLD_POLICY =
      "This OpenBao was made by a release whose policy does not let its metrics be read."
          + " docs/metrics.md says how to add the line to the policy control-plane.";

  private Components() {}

  /** The components of this appliance. */
  public static ComponentMetrics of(
      Policy policy, JobDatabase statistics, Keycloak keycloak, OpenBao openbao, Broker broker) {
    var postgres = new PostgresMetrics(statistics);
    var nats = new NatsMetrics(broker.meter());
    return new ComponentMetrics(
        policy,
        Map.of(
            "postgresql", postgres::read,
            "keycloak", keycloak.metrics()::read,
            "openbao", () -> ofOpenBao(openbao),
            "nats", nats::read));
  }

  private static String ofOpenBao(OpenBao openbao) {
    return openbao.metrics().orElseThrow(() -> new Unreadable("openbao", OLD_POLICY));
  }
}
