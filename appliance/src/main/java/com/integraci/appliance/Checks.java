package com.integraci.appliance;

import com.integraci.appliance.audit.SealSignal;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.tenancy.ApplianceTenant;
import java.util.List;
import java.util.function.Supplier;

/** What the appliance is ready by. */
record Checks(
    FrontDoor front,
    Health.Check keycloak,
    OpenBao openbao,
    Broker broker,
    ApplianceTenant operators,
    Supplier<SealSignal> sealing) {

  Health health() {
    return new Health(
        List.of(
            new Health.Check(
                "postgresql", () -> front.call("select 1 as one", row -> row.number("one"))),
            keycloak,
            new Health.Check("openbao", openbao::expectUp),
            new Health.Check("nats", broker::expectUp),
            new Health.Check("operators", operators::expectReady),
            new Health.Check("audit", this::expectSealed)));
  }

  static void gauge(Sealer sealer, Metrics metrics) {
    metrics.gauge(
        "integraci_audit_lag_seconds",
        "How long the oldest entry waits for its seal.",
        () -> sealer.lag().toMillis() / 1e3);
  }

  private void expectSealed() {
    if (sealing.get() instanceof Sealer sealer && sealer.lag().compareTo(Sealer.LAG_MAX) > 0) {
      throw new IllegalStateException("audit entries wait " + sealer.lag() + " for their seal");
    }
  }
}
