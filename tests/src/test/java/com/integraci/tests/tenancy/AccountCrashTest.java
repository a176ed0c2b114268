package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.accounts.AccountParts;
import com.integraci.appliance.accounts.Accounts;
import com.integraci.appliance.accounts.CreateAccount;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.Await;
import com.integraci.tests.Victim;
import java.time.Duration;
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

  private static final Duration END_MAX = Duration.ofMinutes(3);
  private static final String SLUG = "robots";

  private static TeamPlace place;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
    tenant = place.signedUp(SLUG);
    finish();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void a_client_is_disabled_and_removed_in_the_end(Probe.Point point) {
    var owner = place.member(tenant, Role.OWNER);
    var accounts =
        new Accounts(
            new AccountParts(
                place.database, place.policy, place.audit, place.workflows, place.keycloak));
    var name = point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var account = accounts.create(owner, new CreateAccount(name, Role.DEVELOPER)).account();
    var clients = place.keycloak.clients();
    assertTrue(clients.isEnabled(SLUG, account.clientId()));

    accounts.disable(owner, account.id());
    die(point);
    finish();
    assertEquals(false, clients.isEnabled(SLUG, account.clientId()));
    assertTrue(!clients.secret(SLUG, account.clientId()).isEmpty(), "the client is gone");

    accounts.delete(owner, account.id());
    die(point);
    finish();
    assertThrows(NotFound.class, () -> clients.secret(SLUG, account.clientId()));
  }

  private static void die(Probe.Point point) {
    Victim.run(
        KilledEngine.class,
        place.settings.state().resolve("killed.log"),
        place.settingsFile().toString(),
        "client",
        point.name(),
        "false");
  }

  /** An engine of ours goes on, and takes over when the lease of the dead one ends. */
  private static void finish() {
    try (var _ = place.engine(Probe.NONE)) {
      Await.until("every workflow ends", END_MAX, () -> left() == 0);
    }
  }

  private static long left() {
    return place
        .database
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    "select count(*) as n from app.workflow where ended_at is null",
                    row -> row.number("n")))
        .orElseThrow();
  }
}
