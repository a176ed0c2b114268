package com.integraci.appliance.repair;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.keycloak.Provider;
import com.integraci.appliance.members.ProviderRealm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The identity providers of a realm, a part of {@link RealmRemedy}. */
record ProviderRemedy(ProviderRealm providers) {

  /** First Keycloak, then PostgreSQL: what is on its way in or out is in neither list. */
  List<Difference> look(Team team, String layer) {
    var found = new ArrayList<Difference>();
    var unknown = new HashSet<>(providers.realms().aliases(team.slug()));
    for (Provider wanted : providers.wanted(team.id())) {
      unknown.remove(wanted.alias());
      providers
          .realms()
          .differences(team.slug(), wanted)
          .ifPresentOrElse(
              fields ->
                  fields.forEach(
                      field ->
                          found.add(
                              new Difference(
                                  layer, Fault.PROVIDER_CHANGED, wanted.alias() + "." + field))),
              () -> found.add(new Difference(layer, Fault.PROVIDER_MISSING, wanted.alias())));
    }
    if (!providers.busy(team.id())) {
      unknown.stream()
          .filter(RealmRemedy::nameable)
          .sorted()
          .forEach(alias -> found.add(new Difference(layer, Fault.PROVIDER_UNKNOWN, alias)));
    }
    return found;
  }

  void mend(Team team, Difference difference) {
    if (difference.fault() == Fault.PROVIDER_UNKNOWN) {
      providers.realms().remove(team.slug(), difference.subject());
      return;
    }
    var alias = difference.subject().replaceFirst("\\..*", "");
    providers
        .settle(team.id(), alias, UuidV7.next())
        .ifPresent(
            problem -> {
              throw new Conflict(problem.words());
            });
  }
}
