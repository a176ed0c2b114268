package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.members.AttachProvider;
import com.integraci.appliance.members.IdentityProvider;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.OpenIdDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Identity providers that were changed behind our back are seen and put right. */
@Tag("isolation")
final class ProviderRepairTest {

  private static final String SLUG = "provider-repair";
  private static final String INSTANCES = "/identity-provider/instances";
  private static final String ONE = INSTANCES + "/corp";

  private static TeamPlace place;
  private static OpenIdDescription provider;
  private static Broken team;
  private static Caller owner;

  @BeforeAll
  static void attach() {
    place = TeamPlace.fresh();
    provider = OpenIdDescription.start();
    team = Broken.team(place, SLUG);
    owner = owner(place, team);
    place.providers.attach(owner, command(provider));
    team.finish();
    assertEquals(IdentityProvider.State.ATTACHED, state());
  }

  /** The one member whom the realm knows too. */
  static Caller owner(TeamPlace place, Broken team) {
    return place.database.inTenant(
        team.tenant(),
        tx ->
            new Caller(
                team.tenant(),
                new com.integraci.appliance.policy.Actor(
                    com.integraci.appliance.policy.Actor.Kind.MEMBER,
                    tx.first(
                            "select member_id from app.member limit 1",
                            row -> row.uuid("member_id"))
                        .orElseThrow()),
                Role.OWNER,
                Broken.OPERATOR.request()));
  }

  @AfterAll
  static void close() {
    provider.close();
    place.close();
  }

  static AttachProvider command(OpenIdDescription provider) {
    return new AttachProvider(
        "corp",
        "Corporate accounts",
        IdentityProvider.Kind.OIDC,
        Map.of(
            "issuer", provider.issuer().toString(),
            "client_id", "integraci",
            "client_auth", "post"),
        "",
        true,
        Optional.of(new SecretValue("a secret")));
  }

  private static IdentityProvider.State state() {
    return place.providers.list(owner).getFirst().state();
  }

  @Test
  void what_was_changed_or_added_by_hand_is_seen_and_put_right() {
    assertEquals(List.of(), team.differences(), "an attached provider is a difference");
    var found = team.keycloak("GET", ONE, "");
    var config = (tools.jackson.databind.node.ObjectNode) found.path("config");
    config.put("tokenUrl", "https://evil.example/token");
    team.keycloak(
        "PUT",
        ONE,
        ((tools.jackson.databind.node.ObjectNode) found)
            .put("trustEmail", true)
            .put("firstBrokerLoginFlowAlias", "first broker login")
            .toString());
    team.keycloak(
        "POST",
        ONE + "/mappers",
        """
        {"name": "all owners", "identityProviderAlias": "corp",
         "identityProviderMapper": "hardcoded-attribute-idp-mapper",
         "config": {"attribute": "firstName", "attribute.value": "Mallory", "syncMode": "FORCE"}}
        """);
    team.keycloak(
        "POST",
        INSTANCES,
        """
        {"alias": "nobodys", "providerId": "oidc", "enabled": true,
         "config": {"clientId": "x", "authorizationUrl": "https://evil.example/a",
                    "tokenUrl": "https://evil.example/t"}}
        """);
    assertEquals(
        List.of(
            "realm provider_changed corp.config",
            "realm provider_changed corp.firstBrokerLoginFlowAlias",
            "realm provider_changed corp.mappers",
            "realm provider_changed corp.trustEmail",
            "realm provider_unknown nobodys"),
        team.differences().stream().sorted().toList());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertEquals(0, team.keycloak("GET", ONE + "/mappers", "").size());
    assertEquals(1, team.keycloak("GET", INSTANCES, "").size());
  }

  @Test
  void one_that_was_removed_comes_back_with_its_secret() {
    team.keycloak("DELETE", ONE, "");
    assertEquals(List.of("realm provider_missing corp"), team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertEquals(
        "**********", team.keycloak("GET", ONE, "").path("config").path("clientSecret").asString());
  }

  @Test
  void a_sign_in_that_was_changed_is_made_as_it_was() {
    var path = "/authentication/flows/provider-first/executions";
    var first = (tools.jackson.databind.node.ObjectNode) team.keycloak("GET", path, "").path(0);
    team.keycloak("PUT", path, first.put("requirement", "DISABLED").toString());
    team.keycloak("POST", path + "/execution", "{\"provider\": \"idp-create-user-if-unique\"}");
    assertEquals(List.of("realm provider_changed corp.flows"), team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
  }
}
