package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.members.AttachProvider;
import com.integraci.appliance.members.IdentityProvider;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.tests.DirectoryServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A directory that was changed behind our back is seen and put right. */
@Tag("isolation")
final class LdapRepairTest {

  private static final String ONE = "/identity-provider/instances/staff";

  private static TeamPlace place;
  private static DirectoryServer directory;
  private static Broken team;

  @BeforeAll
  static void attach() {
    place = TeamPlace.fresh();
    directory = DirectoryServer.start();
    directory.person("ada", "ada@corp.example", "a password");
    team = Broken.team(place, "ldap-repair");
    var owner = ProviderRepairTest.owner(place, team);
    var id = place.providers.attach(owner, command()).id();
    team.finish();
    assertEquals(IdentityProvider.State.ATTACHED, place.providers.find(owner, id).state());
  }

  @AfterAll
  static void close() {
    if (directory != null) {
      directory.close();
    }
    place.close();
  }

  private static AttachProvider command() {
    return new AttachProvider(
        "staff",
        "Corporate staff",
        IdentityProvider.Kind.LDAP,
        Map.of(
            "vendor", "openldap",
            "url", directory.ldaps(),
            "base_dn", DirectoryServer.BASE,
            "id_attribute", "entryUUID",
            "user_attribute", "uid"),
        DirectoryServer.ACCOUNT,
        true,
        Optional.of(new SecretValue(DirectoryServer.PASSWORD)));
  }

  @Test
  void another_directory_or_attribute_is_seen_and_put_right() {
    assertEquals(List.of(), team.differences(), "an attached directory is a difference");
    var found = (ObjectNode) team.keycloak("GET", ONE, "");
    ((ObjectNode) found.path("config"))
        .put("url", "ldaps://evil.example")
        .put("idAttribute", "mail");
    team.keycloak("PUT", ONE, found.put("trustEmail", true).toString());
    assertEquals(
        List.of("realm provider_changed staff.config", "realm provider_changed staff.trustEmail"),
        team.differences().stream().sorted().toList());
    team.repair();
    assertEquals(List.of(), team.differences());
    var config = team.keycloak("GET", ONE, "").path("config");
    assertEquals(directory.ldaps(), config.path("url").asString());
    assertEquals("entryUUID", config.path("idAttribute").asString());
  }

  @Test
  void one_that_was_removed_comes_back_with_its_password() {
    team.keycloak("DELETE", ONE, "");
    assertEquals(List.of("realm provider_missing staff"), team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertEquals(
        "**********", team.keycloak("GET", ONE, "").path("config").path("clientSecret").asString());
  }
}
