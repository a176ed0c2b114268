package com.integraci.appliance.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an identity provider may be. */
class AttachProviderTest {

  private static final Map<String, Object> GOOD =
      Map.of(
          "kind", "oidc",
          "alias", "corp",
          "name", "Acme accounts",
          "issuer", "https://id.acme.example/realms/people",
          "client_id", "integraci",
          "client_secret", "a secret");

  @Test
  void oneThatIsRightIsTakenAndItsSecretShownNowhere() {
    var command = AttachProvider.of(fields("kind", "oidc"), false);
    assertEquals("https://id.acme.example/realms/people", command.settings().get("issuer"));
    assertEquals("post", command.settings().get("client_auth"));
    assertFalse((command + "" + command.settings()).contains("a secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.acme.example",
        "https://127.0.0.1",
        "https://[::1]:8443/realms/x",
        "https://169.254.169.254/latest",
        "https://10.1.2.3",
        "https://ada@id.acme.example",
        "https://id.acme.example?x=1",
        "https://id.acme.example#x",
        "ldaps://id.acme.example",
        "id.acme.example",
      })
  void anIssuerIsAPublicAddressWithoutMore(String issuer) {
    assertEquals(List.of("issuer"), wrong(fields("issuer", issuer), false));
  }

  @Test
  void theOperatorMayAllowOneInside() {
    AttachProvider.of(fields("issuer", "https://10.1.2.3"), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Corp", "-corp", "corp-", "after-first", "a b", "../x"})
  void anAliasIsShortAndPlain(String alias) {
    assertEquals(List.of("alias"), wrong(fields("alias", alias), false));
  }

  @Test
  void aVendorGivesADirectorysAttributesAndItsPasswordIsShownNowhere() {
    var command = AttachProvider.of(directory("vendor", "active_directory"), false);
    assertEquals("objectGUID", command.settings().get("id_attribute"));
    assertEquals("sAMAccountName", command.settings().get("user_attribute"));
    assertEquals("cn=integraci,dc=acme,dc=example", command.account());
    assertFalse((command + "" + command.settings()).contains("a password"));
    var named = AttachProvider.of(directory("user_attribute", "mail"), false);
    assertEquals("mail", named.settings().get("user_attribute"));
    assertEquals("entryUUID", named.settings().get("id_attribute"));
    assertEquals(
        List.of("id_attribute", "user_attribute"), wrong(directory("vendor", "other"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ldaps://127.0.0.1",
        "ldap://10.1.2.3:389",
        "ldaps://[::1]:636",
        "ldaps://ada@directory.acme.example",
        "ldaps://directory.acme.example/dc=acme",
        "ldaps://directory.acme.example?x",
        "ldaps://directory.acme.example#x",
        "ldaps://directory.acme.example:0",
        "ldaps://directory.acme.example:65536",
        "ldapi://directory.acme.example",
        "https://directory.acme.example",
        "ldaps:///",
        "directory.acme.example",
      })
  void aDirectorysAddressIsAPublicHostAndNothingMore(String url) {
    assertEquals(List.of("url"), wrong(directory("url", url), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldap://directory.acme.example", "ldaps://directory.acme.example:3269"})
  void aDirectoryHasAnAddress(String url) {
    assertEquals(url, AttachProvider.of(directory("url", url), false).settings().get("url"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail", "UID", "userPrincipalName", "a b", "entry*", "1st", ")(uid"})
  void whatTellsWhoSomebodyIsNeverChanges(String attribute) {
    assertEquals(List.of("id_attribute"), wrong(directory("id_attribute", attribute), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "ou=people,dc", "=x", "dc"})
  void aBaseIsADistinguishedName(String base) {
    assertEquals(List.of("base_dn"), wrong(directory("base_dn", base), false));
  }

  private static Fields directory(String name, Object value) {
    var values =
        new HashMap<String, Object>(
            Map.of(
                "kind", "ldap",
                "alias", "staff",
                "name", "Acme staff",
                "url", "ldaps://directory.acme.example",
                "base_dn", "ou=people,dc=acme,dc=example",
                "bind_dn", "cn=integraci,dc=acme,dc=example",
                "bind_password", "a password"));
    values.put(name, value);
    return Fields.json(values);
  }

  private static List<String> wrong(Fields fields, boolean inside) {
    return assertThrows(Invalid.class, () -> AttachProvider.of(fields, inside)).problems().stream()
        .map(Invalid.Problem::field)
        .toList();
  }

  private static Fields fields(String name, Object value) {
    var values = new HashMap<>(GOOD);
    values.put(name, value);
    return Fields.json(values);
  }
}
