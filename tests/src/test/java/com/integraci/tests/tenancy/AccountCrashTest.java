package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.accounts.AccountParts;
import com.integraci.appliance.accounts.Accounts;
import com.integraci.appliance.accounts.CreateAccount;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is killed while a service account's client is brought up to date leaves something
 * from which another makes it so.
 */
@Tag("crash")
final class AccountCrashTest {

  private static final String SLUG = "robots";

  private static TeamPlace place;
  private static Broken team;

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
    team = Broken.team(place, SLUG);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void a_client_is_disabled_and_removed_in_the_end(Probe.Point point) {
    var owner = place.member(team.tenant(), Role.OWNER);
    var accounts =
        new Accounts(
            new AccountParts(
                place.database, place.policy, place.audit, place.workflows, place.keycloak));
    var name = point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var account = accounts.create(owner, new CreateAccount(name, Role.DEVELOPER)).account();
    var clients = place.keycloak.clients();
    assertTrue(clients.isEnabled(SLUG, account.clientId()));

    accounts.disable(owner, account.id());
    KilledEngine.run(place, "client", point);
    team.finish();
    assertEquals(false, clients.isEnabled(SLUG, account.clientId()));
    assertTrue(!clients.secret(SLUG, account.clientId()).isEmpty(), "the client is gone");

    accounts.delete(owner, account.id());
    KilledEngine.run(place, "client", point);
    team.finish();
    assertThrows(NotFound.class, () -> clients.secret(SLUG, account.clientId()));
  }
}
