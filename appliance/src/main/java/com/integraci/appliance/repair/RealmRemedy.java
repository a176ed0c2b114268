package com.integraci.appliance.repair;

import com.integraci.appliance.accounts.Account;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.RealmRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The realm: that it is there, open or closed, set up as its template, with the team's people. */
record RealmRemedy(Database database, Keycloak keycloak, ProviderRemedy providers)
    implements Remedy {

  private static final int CHANGES_MAX = 10;

  /** What PostgreSQL says of who is in the realm, read after Keycloak was asked. */
  private record People(
      Set<UUID> members, Set<UUID> services, Map<UUID, Boolean> accounts, boolean busy) {}

  @Override
  public String layer() {
    return "realm";
  }

  @Override
  public List<Difference> look(Team team) {
    var found = new ArrayList<Difference>();
    switch (repair().presence(team.realm())) {
      case ABSENT -> found.add(of(Fault.REALM_MISSING, ""));
      case FOREIGN -> found.add(of(Fault.REALM_FOREIGN, ""));
      case OPEN -> lookInside(team, true, found);
      case CLOSED -> lookInside(team, false, found);
    }
    return found;
  }

  private void lookInside(Team team, boolean open, List<Difference> found) {
    if (open != team.open()) {
      found.add(of(open ? Fault.REALM_OPEN : Fault.REALM_CLOSED, ""));
    }
    var differences = repair().differences(wanted(team));
    differences.settings().forEach(name -> found.add(of(Fault.REALM_SETTING, name)));
    differences.missing().forEach(name -> found.add(of(Fault.CLIENT_MISSING, name)));
    differences.changed().forEach(name -> found.add(of(Fault.CLIENT_CHANGED, name)));
    // First Keycloak, then PostgreSQL: what is made from now on is in neither list.
    var clients = repair().others(wanted(team));
    var users = repair().users(team.realm());
    var people = people(team);
    lookAtClients(clients, people, found);
    found.addAll(providers.look(team, layer()));
    lookAtUsers(team, users, people, found);
  }

  private void lookAtClients(Map<String, Boolean> clients, People people, List<Difference> found) {
    people
        .accounts()
        .forEach(
            (account, enabled) -> {
              var client = clients.remove(Account.clientId(account));
              if (client == null) {
                found.add(of(Fault.ACCOUNT_MISSING, account.toString()));
              } else if (!client.equals(enabled)) {
                found.add(
                    of(
                        enabled ? Fault.ACCOUNT_DISABLED : Fault.ACCOUNT_ENABLED,
                        account.toString()));
              }
            });
    if (!people.busy()) {
      clients.keySet().stream()
          .filter(RealmRemedy::nameable)
          .sorted()
          .forEach(client -> found.add(of(Fault.CLIENT_UNKNOWN, client)));
    }
  }

  /** Whoever becomes an operator is in the realm before there is a row. */
  private void lookAtUsers(Team team, Set<UUID> users, People people, List<Difference> found) {
    people.members().stream()
        .filter(member -> !users.contains(member))
        .sorted()
        .forEach(member -> found.add(of(Fault.MEMBER_MISSING, member.toString())));
    if (!people.busy() && !team.id().equals(TenantId.APPLIANCE)) {
      users.stream()
          .filter(user -> !people.members().contains(user) && !people.services().contains(user))
          .forEach(user -> found.add(of(Fault.USER_UNKNOWN, user.toString())));
    }
  }

  /** A client with another name can't be ours, and is not for a journal. */
  static boolean nameable(String client) {
    return client.matches("[A-Za-z0-9_.@:-]{1,120}");
  }

  @Override
  public void mend(Team team, Difference difference) {
    var subject = difference.subject();
    switch (difference.fault()) {
      case REALM_MISSING -> make(team);
      case REALM_CLOSED, REALM_OPEN -> gate(team);
      case REALM_SETTING -> repair().set(wanted(team), subject);
      case CLIENT_MISSING -> repair().makeClient(wanted(team), subject);
      case CLIENT_CHANGED -> {
        int dot = subject.lastIndexOf('.');
        repair().setClient(wanted(team), subject.substring(0, dot), subject.substring(dot + 1));
      }
      case CLIENT_UNKNOWN -> repair().removeClient(team.realm(), subject);
      case ACCOUNT_DISABLED, ACCOUNT_ENABLED -> {
        boolean enabled = difference.fault() == Fault.ACCOUNT_DISABLED;
        var client = Account.clientId(UUID.fromString(subject));
        repair().enableClient(team.realm(), client, enabled);
      }
      case PROVIDER_MISSING, PROVIDER_CHANGED, PROVIDER_UNKNOWN -> providers.mend(team, difference);
      case USER_UNKNOWN -> repair().removeUser(team.realm(), UUID.fromString(subject));
      default -> throw new IllegalArgumentException("nothing to be done: " + difference);
    }
  }

  private void make(Team team) {
    if (team.id().equals(TenantId.APPLIANCE)) {
      keycloak.createOperatorRealm(team.realm(), operator(team));
    } else {
      keycloak.createRealm(team.realm());
    }
  }

  /** As a suspension's own step does: whichever comes last leaves it as PostgreSQL says. */
  private void gate(Team team) {
    var now = team;
    for (int change = 0; change < CHANGES_MAX; change++) {
      boolean open = now.open();
      keycloak.gate().setOpen(now.slug(), now.id(), open);
      now = database.inTenant(team.id(), tx -> RepairStore.team(tx, team.id())).orElseThrow();
      if (now.open() == open) {
        return;
      }
    }
    throw new IllegalStateException("the team changes faster than its realm");
  }

  private RealmRepair repair() {
    return keycloak.repair();
  }

  private RealmRepair.Wanted wanted(Team team) {
    return team.id().equals(TenantId.APPLIANCE)
        ? keycloak.wantedOfOperators(team.realm(), operator(team))
        : keycloak.wanted(team.realm());
  }

  private UUID operator(Team team) {
    return people(team).services().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the operators have no service account"));
  }

  private People people(Team team) {
    return database.inTenant(
        team.id(),
        tx ->
            new People(
                RepairStore.members(tx, team.id(), "member"),
                RepairStore.members(tx, team.id(), "service"),
                RepairStore.accounts(tx, team.id()),
                RepairStore.busy(tx, team.id())));
  }

  private Difference of(Fault fault, String subject) {
    return new Difference(layer(), fault, subject);
  }
}
