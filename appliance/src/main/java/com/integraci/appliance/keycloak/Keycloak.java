package com.integraci.appliance.keycloak;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.config.ControlSettings;
import com.integraci.config.RealmTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Realms and users. Every operation looks at what there is and makes it so: it may be repeated.
 *
 * <p>The client {@code provisioner} of realm {@code master} makes realms, closes and opens them,
 * and puts them right ({@link RealmRepair}): it becomes an administrator of each realm it makes, so
 * its tokens carry no roles. Everything else is done by the realm's own client {@code
 * control-plane}.
 *
 * <p>Each call waits 50 s at most and throws {@link Unavailable} when Keycloak does not answer as
 * foreseen.
 */
public final class Keycloak implements AutoCloseable {

  private static final String TENANT = "integraci.tenant";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeycloakHttp http;
  private final String url;
  private final ClientKey key;
  private final ServerMetrics metrics;

  private Keycloak(KeycloakHttp http, String url, ClientKey key, ServerMetrics metrics) {
    this.http = http;
    this.url = url;
    this.key = key;
    this.metrics = metrics;
  }

  /** Opens a client; connections are made as they are needed. */
  public static Keycloak open(ControlSettings settings) {
    var key = ClientKey.read(settings.keycloak().clientKey());
    var metrics = new ServerMetrics(settings.keycloak().management(), KeycloakHttp.tls(settings));
    return new Keycloak(new KeycloakHttp(settings, key), settings.url().toString(), key, metrics);
  }

  /** What it says of itself. */
  public ServerMetrics metrics() {
    return metrics;
  }

  /** Clients of realms that stand for programs. */
  public RealmClients clients() {
    return new RealmClients(http);
  }

  /** What closes realms and opens them. */
  public RealmGate gate() {
    return new RealmGate(http);
  }

  /** What finds how a realm differs from its template, and puts it right. */
  public RealmRepair repair() {
    return new RealmRepair(http);
  }

  /** A tenant's realm as it is to be. */
  public RealmRepair.Wanted wanted(NewRealm realm) {
    return new RealmRepair.Wanted(realm, JSON.readTree(RealmTemplate.tenant(values(realm))));
  }

  /** The operators' realm as it is to be, with the account of their service client. */
  public RealmRepair.Wanted wantedOfOperators(NewRealm realm, UUID account) {
    return new RealmRepair.Wanted(
        realm, JSON.readTree(RealmTemplate.operators(values(realm, account))));
  }

  /** The issuer of a realm's tokens. */
  public String issuer(String slug) {
    return http.issuer(slug);
  }

  /**
   * Makes a tenant's realm, unless the tenant has it.
   *
   * @throws Conflict when a realm of that name is another's
   */
  public void createRealm(NewRealm realm) {
    create(realm, RealmTemplate.tenant(values(realm)));
  }

  /**
   * Makes the operators' realm with the service client {@code operator}, unless it is there.
   *
   * @param account the id of the service client's account
   * @throws Conflict when a realm of that name is another's
   */
  public void createOperatorRealm(NewRealm realm, UUID account) {
    create(realm, RealmTemplate.operators(values(realm, account)));
  }

  private Map<String, String> values(NewRealm realm, UUID account) {
    var values = values(realm);
    values.put("account", account.toString());
    return values;
  }

  private Map<String, String> values(NewRealm realm) {
    var values = new HashMap<String, String>();
    values.put("slug", realm.slug());
    values.put("organisation", realm.organisation());
    values.put("tenant", realm.tenant().toString());
    values.put("url", url);
    values.put("jwks", key.publicJwks());
    return values;
  }

  private void create(NewRealm realm, String json) {
    var answer = http.post(http.provisionerToken(), "", json);
    switch (answer.status()) {
      case 201 -> {}
      case 409 -> requireOwn(realm);
      default -> throw KeycloakHttp.refused(answer.status());
    }
  }

  private void requireOwn(NewRealm realm) {
    if (!has(realm.slug(), realm.tenant())) {
      throw new Conflict("A realm of this name is there already and is not the tenant's.");
    }
  }

  /** Whether the realm is there and the tenant's. */
  public boolean has(String slug, TenantId tenant) {
    return own(slug, tenant).isPresent();
  }

  /** A token for the realm, if it is there and the tenant's. */
  private Optional<String> own(String slug, TenantId tenant) {
    return http.token(slug, "control-plane")
        .filter(token -> isOf(demand(http.get(token, "/" + slug)), tenant));
  }

  static boolean isOf(JsonNode realm, TenantId tenant) {
    return realm.path("attributes").path(TENANT).asString("").equals(tenant.toString());
  }

  /** Removes the tenant's realm with all its users and sessions, if it is there. */
  public void deleteRealm(String slug, TenantId tenant) {
    own(slug, tenant)
        .ifPresent(
            token -> {
              int status = http.delete(token, "/" + slug).status();
              if (status != 204 && status != 404) {
                throw KeycloakHttp.refused(status);
              }
            });
  }

  /**
   * Imports a user with the hash of a password, unless the realm has the user.
   *
   * @throws Conflict when another user of the realm has the address
   * @throws com.integraci.appliance.failure.NotFound when there is no such realm
   */
  public void importUser(String slug, NewUser user) {
    var body = Map.of("ifResourceExists", "SKIP", "users", List.of(representation(user)));
    var json = JSON.writeValueAsString(body);
    var result = demand(http.post(http.realmToken(slug), "/" + slug + "/partialImport", json));
    if (!result.path("results").path(0).path("id").asString("").equals(user.id().toString())) {
      throw new Conflict("Another user of the realm has this address.");
    }
  }

  private static Map<String, Object> representation(NewUser user) {
    var fields = new HashMap<String, Object>();
    fields.put("id", user.id().toString());
    fields.put("username", user.username());
    fields.put("firstName", user.name());
    fields.put("enabled", true);
    fields.put("credentials", user.credentials());
    if (!user.email().isEmpty()) {
      fields.put("email", user.email());
    }
    return fields;
  }

  /** Whether the realm has a user of that id. */
  public boolean hasUser(String slug, UUID id) {
    var answer = http.get(http.realmToken(slug), "/" + slug + "/users/" + id);
    return switch (answer.status()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw KeycloakHttp.refused(answer.status());
    };
  }

  /** What asks for second factors. */
  public SecondFactors secondFactors() {
    return new SecondFactors(http);
  }

  /** Teams' own identity providers, in realms that are open. */
  public RealmProviders providers() {
    return new RealmProviders(http, http::realmToken);
  }

  /** Says to the team's realm whose account a member is, for ten minutes and once. */
  public String joining(TenantId tenant, UUID member) {
    return key.joining(tenant, member);
  }

  /** Who is in a realm. */
  public Directory directory() {
    return new Directory(http);
  }

  /** Removes a user, if the realm has one of that id. */
  public void deleteUser(String slug, UUID id) {
    http.token(slug, "control-plane")
        .ifPresent(
            token -> {
              int status = http.delete(token, "/" + slug + "/users/" + id).status();
              if (status != 204 && status != 404) {
                throw KeycloakHttp.refused(status);
              }
            });
  }

  static JsonNode demand(KeycloakHttp.Answer answer) {
    if (answer.status() != 200) {
      throw KeycloakHttp.refused(answer.status());
    }
    return answer.body();
  }

  @Override
  public void close() {
    metrics.close();
    http.close();
  }
}
