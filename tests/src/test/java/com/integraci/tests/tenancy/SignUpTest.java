package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.tenancy.Operation;
import com.integraci.appliance.tenancy.SignUpCommand;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("crash")
final class SignUpTest {

  private static TeamPlace place;

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @Test
  void says_everything_that_is_wrong_at_once() {
    var command =
        new SignUpCommand("", "ada", "short", "\u0007", "Master", "gold", "", UuidV7.next());
    var invalid = assertThrows(Invalid.class, () -> place.signUp.run(command));
    assertEquals(
        List.of("name", "email", "password", "organisation", "slug", "plan"),
        invalid.problems().stream().map(Invalid.Problem::field).distinct().toList());
  }

  @Test
  void a_password_of_more_than_72_bytes_is_refused_and_one_of_72_is_not() {
    assertThrows(Invalid.class, () -> place.signUp.run(withPassword("bytesa", "é".repeat(37))));
    assertThrows(Invalid.class, () -> place.signUp.run(withPassword("bytesa", "x".repeat(73))));
    place.signUp.run(withPassword("bytesa", "é".repeat(36)));
  }

  @Test
  void a_slug_is_one_teams_and_some_are_nobodys() {
    place.signUp.run(TeamPlace.command("taken", "first key"));
    assertThrows(Conflict.class, () -> place.signUp.run(TeamPlace.command("taken", "other key")));
    assertThrows(Invalid.class, () -> place.signUp.run(TeamPlace.command("master", "")));
    assertThrows(Invalid.class, () -> place.signUp.run(TeamPlace.command("appliance", "")));
  }

  @Test
  void one_key_is_one_team_with_a_new_secret_each_time() {
    var first = place.signUp.run(TeamPlace.command("again", "one key"));
    var second = place.signUp.run(TeamPlace.command("again", "one key"));
    assertNotEquals(first.value(), second.value());
    assertEquals(place.operations.read(first.value()), place.operations.read(second.value()));
    assertThrows(Conflict.class, () -> place.signUp.run(TeamPlace.command("again2", "one key")));
    var stranger = "A".repeat(43);
    assertThrows(NotFound.class, () -> place.operations.read(stranger));
  }

  @Test
  void a_team_comes_up_and_keycloak_holds_bcrypt() throws SQLException {
    var secret = place.signUp.run(TeamPlace.command("whole", "")).value();
    assertEquals(Operation.State.RUNNING, place.operations.read(secret).state());
    try (var _ = place.engine(Probe.NONE)) {
      Await.until(
          "the team is up",
          Duration.ofMinutes(2),
          () -> place.operations.read(secret).state() == Operation.State.SUCCEEDED);
    }
    var operation = place.operations.read(secret);
    assertEquals(place.settings.url() + "/t/whole", operation.console());
    assertEquals(place.settings.url() + "/auth/realms/whole", operation.issuer());
    assertTrue(operation.steps().stream().allMatch(s -> s.progress() == Operation.Progress.DONE));
    var credential = credential("ada@whole.example");
    assertEquals(
        "bcrypt", JsonMapper.shared().readTree(credential.getFirst()).path("algorithm").asString());
    var hash = JsonMapper.shared().readTree(credential.getLast()).path("value").asString();
    assertTrue(
        BCrypt.verifyer().verify(TeamPlace.PASSWORD.toCharArray(), hash).verified, "the hash");
    assertEquals(List.of(), placesOf(hash), "the hash is in our database");
    assertEquals(List.of(), placesOf("ada@whole.example"), "the address is in our database");
  }

  @Test
  void tenants_that_lack_a_layer_get_it_and_lose_nothing() {
    var tenant = place.signedUp("lacking");
    try (var _ = place.engine(Probe.NONE)) {
      awaitReady(tenant);
      // OpenBao removes a namespace behind its answer, and refuses until it has.
      Await.available(() -> place.openbao.tenants().remove(tenant));
      place.database.inTenant(
          tenant,
          tx ->
              tx.execute(
                  """
                  update app.layer set state = 'pending' where tenant_id = ? and layer = 'secrets'
                  """,
                  tenant.value()));
      place.provisioning.reconcile(place.workflows, place.overview, place.policy, place.audit);
      awaitReady(tenant);
    }
    assertEquals("READY", place.openbao.tenants().state(tenant).name());
    assertTrue(place.keycloak.has("lacking", tenant));
    assertEquals(
        0,
        place.provisioning.reconcile(place.workflows, place.overview, place.policy, place.audit));
  }

  private static void awaitReady(TenantId tenant) {
    Await.until(
        "the secrets are ready",
        Duration.ofMinutes(2),
        () ->
            place.database.inTenant(
                tenant,
                tx ->
                    tx.first(
                            """
                            select l.state || ' ' || t.state as states from app.layer l
                            join app.tenant t on t.tenant_id = l.tenant_id where l.layer = 'secrets'
                            """,
                            row -> row.text("states"))
                        .orElse("")
                        .equals("ready active")));
  }

  private static SignUpCommand withPassword(String slug, String password) {
    var plain = TeamPlace.command(slug, "");
    return new SignUpCommand(
        plain.name(),
        plain.email(),
        password,
        plain.organisation(),
        slug,
        plain.plan(),
        "",
        plain.request());
  }

  /** What Keycloak's own tables hold of a user's password. */
  private static List<String> credential(String email) throws SQLException {
    try (var connection = PostgresServer.shared().superuser("keycloak");
        var statement =
            connection.prepareStatement(
                """
                select c.credential_data, c.secret_data from credential c
                join user_entity u on u.id = c.user_id where u.email = ? and c.type = 'password'
                """)) {
      statement.setString(1, email);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return List.of(rows.getString(1), rows.getString(2));
      }
    }
  }

  /** The tables of our database in which a text stands. */
  private static List<String> placesOf(String text) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname ="
                  + " 'app'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (var search =
            connection.prepareStatement(
                "select 1 from " + table + " t where position(? in t::text) > 0 limit 1")) {
          search.setString(1, text);
          try (var rows = search.executeQuery()) {
            if (rows.next()) {
              found.add(table);
            }
          }
        }
      }
    }
    return found;
  }
}
