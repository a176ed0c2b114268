package com.integraci.tests.tenancy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.repair.RepairPlan;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.Await;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A team whose layers are broken past the product. */
record Broken(TeamPlace place, TenantId tenant, String slug) {

  static final Caller OPERATOR =
      new Caller(
          TenantId.APPLIANCE,
          new Actor(Actor.Kind.MEMBER, UuidV7.next()),
          Role.OPERATOR,
          UuidV7.next());

  private static final Duration END_MAX = Duration.ofMinutes(5);

  /** A team that is provisioned and whole. */
  static Broken team(TeamPlace place, String slug) {
    var team = new Broken(place, place.signedUp(slug), slug);
    team.finish();
    return team;
  }

  /** An engine goes on until no workflow of the team is left, a dead one's lease included. */
  void finish() {
    try (var _ = place.engine(Probe.NONE)) {
      Await.until("the team's workflows end", END_MAX, () -> number(LEFT) == 0);
    }
  }

  private static final String LEFT =
      "select count(*) as n from app.workflow where ended_at is null";

  long number(String sql) {
    return place
        .database
        .system()
        .inTenant(tenant, tx -> tx.first(sql, row -> row.number("n")))
        .orElseThrow();
  }

  RepairPlan plan() {
    return place.repairs.plan(OPERATOR, slug);
  }

  /** The plan as short text, a difference a line. */
  List<String> differences() {
    return plan().differences().stream()
        .map(one -> one.layer() + " " + one.code() + " " + one.subject())
        .map(String::strip)
        .toList();
  }

  /** Does the present plan, whole. */
  void repair() {
    place.repairs.start(OPERATOR, slug, plan().fingerprint());
    finish();
  }

  void removeClient(String clientId) {
    var found = keycloak("GET", "/clients?clientId=" + clientId, "");
    keycloak("DELETE", "/clients/" + found.path(0).path("id").asString(), "");
  }

  void changeClient(String clientId, String fields) {
    var found = keycloak("GET", "/clients?clientId=" + clientId, "");
    keycloak("PUT", "/clients/" + found.path(0).path("id").asString(), fields);
  }

  tools.jackson.databind.JsonNode keycloak(String method, String path, String body) {
    return KeycloakServer.shared().admin().admin(method, "/" + slug + path, body);
  }

  void realm(Map<String, Object> settings) {
    KeycloakServer.shared().admin().changeRealm(slug, settings);
  }

  /** As somebody who may do all in OpenBao. */
  void openbao(String method, String path, Map<String, ?> body) {
    var server = OpenBaoServer.shared();
    var answer = server.client().send(server.witness(), method, "t-" + tenant, path, body);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
  }

  /** As PostgreSQL's superuser. */
  void sql(String statement) {
    var name = place.settings.database().name();
    try (var connection = PostgresServer.shared().superuser(name);
        var prepared = connection.prepareStatement(statement)) {
      prepared.setObject(1, tenant.value());
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
