package com.integraci.appliance.repair;

import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.members.ProviderParts;
import com.integraci.appliance.members.ProviderRealm;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Step;
import java.util.List;

/** The layers that can be looked at and put right, in the order in which that is done. */
public final class Layers {

  /** The workflow of a repair. */
  static final String REPAIR = "tenant.repair";

  private final Database database;
  private final List<Remedy> remedies;

  /** Layers of these components; what is done in them goes on while a team's people are refused. */
  public Layers(
      Database database,
      Keycloak keycloak,
      OpenBao openbao,
      Broker broker,
      ProviderParts providers) {
    this.database = database.system();
    this.remedies =
        List.of(
            new RealmRemedy(
                this.database,
                keycloak,
                new ProviderRemedy(
                    new ProviderRealm(providers, keycloak.providers().byProvisioner()))),
            new SecretsRemedy(openbao.repair()),
            new BrokerRemedy(broker.repair()));
  }

  /**
   * What the engine is to know. A repair that can't be done is cancelled: it takes nothing back.
   */
  public Definition definition() {
    var steps = remedies.stream().map(remedy -> (Step) new RepairStep(remedy, database)).toList();
    return new Definition(REPAIR, 1, Action.TENANT_REPAIR, Definition.Exhausted.STOP, steps)
        .cancellable();
  }

  Database database() {
    return database;
  }

  /** How the team's layers differ now. */
  RepairPlan look(Team team) {
    return RepairPlan.of(
        team, remedies.stream().flatMap(remedy -> remedy.look(team).stream()).toList());
  }
}
