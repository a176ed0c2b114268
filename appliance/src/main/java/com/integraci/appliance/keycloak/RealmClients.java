package com.integraci.appliance.keycloak;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients of a realm that stand for programs: client credentials and nothing else (RFC 6749, 4.4).
 * Every operation looks at what there is and makes it so: it may be repeated.
 */
public final class RealmClients {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeycloakHttp http;

  RealmClients(KeycloakHttp http) {
    this.http = http;
  }

  /**
   * A client with the account that its tokens are of.
   *
   * @param clientId what it calls itself
   * @param account the id of its user, {@code sub} in its tokens
   */
  public record ServiceClient(String clientId, UUID account) {
    public ServiceClient {
      Objects.requireNonNull(clientId);
      Objects.requireNonNull(account);
    }
  }

  /**
   * The secret of a client that has one.
   *
   * @throws NotFound when there is no such realm or client
   */
  public String secret(String slug, String clientId) {
    var token = http.realmToken(slug);
    var found = find(slug, token, clientId);
    if (found.isEmpty()) {
      throw new NotFound("The realm has no such client.");
    }
    var id = found.path(0).path("id").asString();
    return demand(http.get(token, "/" + slug + "/clients/" + id + "/client-secret"))
        .path("value")
        .asString();
  }

  /**
   * Has Keycloak make a new secret for the client, which is made when it is not there. The former
   * secret ends.
   *
   * @throws Conflict when the realm has the client with another account
   * @throws NotFound when there is no such realm
   */
  public String freshSecret(String slug, ServiceClient client) {
    var token = http.realmToken(slug);
    ensure(slug, token, client);
    var id = find(slug, token, client.clientId()).path(0).path("id").asString();
    var account = demand(http.get(token, "/" + slug + "/clients/" + id + "/service-account-user"));
    if (!account.path("id").asString("").equals(client.account().toString())) {
      throw new Conflict("The realm has this client with another account.");
    }
    return demand(http.post(token, "/" + slug + "/clients/" + id + "/client-secret", ""))
        .path("value")
        .asString();
  }

  /**
   * A token of the client, as the program behind it fetches it.
   *
   * @throws com.integraci.appliance.failure.Unavailable when Keycloak gives none
   */
  public String token(String slug, String clientId, String secret) {
    return http.token(slug, clientId, secret);
  }

  /** Client and account in one transaction of Keycloak's, the account with the id that we chose. */
  private void ensure(String slug, String token, ServiceClient client) {
    var user =
        Map.of(
            "id",
            client.account().toString(),
            "username",
            "service-account-" + client.clientId(),
            "enabled",
            true,
            "serviceAccountClientId",
            client.clientId());
    var body =
        Map.of(
            "ifResourceExists",
            "SKIP",
            "clients",
            List.of(representation(client.clientId())),
            "users",
            List.of(user));
    demand(http.post(token, "/" + slug + "/partialImport", JSON.writeValueAsString(body)));
  }

  private static Map<String, Object> representation(String clientId) {
    var audience =
        Map.of(
            "name",
            "integraci-api",
            "protocol",
            "openid-connect",
            "protocolMapper",
            "oidc-audience-mapper",
            "config",
            Map.of(
                "included.custom.audience", "integraci-api",
                "access.token.claim", "true",
                "id.token.claim", "false",
                "introspection.token.claim", "true"));
    return Map.ofEntries(
        Map.entry("clientId", clientId),
        Map.entry("enabled", true),
        Map.entry("protocol", "openid-connect"),
        Map.entry("publicClient", false),
        Map.entry("clientAuthenticatorType", "client-secret"),
        Map.entry("standardFlowEnabled", false),
        Map.entry("implicitFlowEnabled", false),
        Map.entry("directAccessGrantsEnabled", false),
        Map.entry("serviceAccountsEnabled", true),
        Map.entry("fullScopeAllowed", false),
        Map.entry("redirectUris", List.of()),
        Map.entry("webOrigins", List.of()),
        Map.entry("defaultClientScopes", List.of("basic")),
        Map.entry("optionalClientScopes", List.of()),
        Map.entry("protocolMappers", List.of(audience)));
  }

  /** Lets the client fetch tokens or not, if it is there. */
  public void setEnabled(String slug, String clientId, boolean enabled) {
    var token = http.realmToken(slug);
    var found = find(slug, token, clientId);
    if (!found.isEmpty()) {
      var fields = Map.of("clientId", clientId, "enabled", enabled);
      var path = "/" + slug + "/clients/" + found.path(0).path("id").asString();
      expect(http.put(token, path, JSON.writeValueAsString(fields)), 204);
    }
  }

  /** Whether the client is there and may fetch tokens. */
  public boolean isEnabled(String slug, String clientId) {
    var found = find(slug, http.realmToken(slug), clientId);
    return found.path(0).path("enabled").asBoolean(false);
  }

  /** Removes the client with its account, if it is there. */
  public void delete(String slug, String clientId) {
    var token = http.realmToken(slug);
    var found = find(slug, token, clientId);
    if (!found.isEmpty()) {
      var path = "/" + slug + "/clients/" + found.path(0).path("id").asString();
      int status = http.delete(token, path).status();
      if (status != 204 && status != 404) {
        throw KeycloakHttp.refused(status);
      }
    }
  }

  private JsonNode find(String slug, String token, String clientId) {
    return demand(http.find(token, "/" + slug + "/clients", "clientId", clientId));
  }

  private static JsonNode demand(KeycloakHttp.Answer answer) {
    expect(answer, 200);
    return answer.body();
  }

  private static void expect(KeycloakHttp.Answer answer, int status) {
    if (answer.status() != status) {
      throw KeycloakHttp.refused(answer.status());
    }
  }
}
