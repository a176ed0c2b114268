package com.integraci.appliance;

import com.integraci.appliance.accounts.AccountWorkflow;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.members.ProviderParts;
import com.integraci.appliance.repair.Layers;
import com.integraci.appliance.tenancy.Provisioning;
import com.integraci.appliance.workflow.Definitions;
import java.util.List;
import java.util.stream.Stream;

/** The workflows that this release knows. */
final class KnownWork {

  private KnownWork() {}

  static Definitions definitions(
      Provisioning provisioning,
      Database database,
      Keycloak keycloak,
      ProviderParts providers,
      Layers layers) {
    return new Definitions(
        Stream.of(
                provisioning.definitions(),
                Membership.definitions(database, keycloak, providers),
                List.of(AccountWorkflow.definition(database, keycloak), layers.definition()))
            .flatMap(List::stream)
            .toList());
  }
}
