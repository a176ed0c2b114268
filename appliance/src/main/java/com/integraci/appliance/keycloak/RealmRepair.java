package com.integraci.appliance.keycloak;

import com.integraci.appliance.failure.NotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks how a realm differs from the template that it was made of, and makes it so again. The
 * provisioner does it, as it does closing and opening: a realm that is closed, or has lost its own
 * client, has no tokens for that client. Each call as {@link Keycloak} says.
 */
public final class RealmRepair {

  /** How many clients or users are looked at; a realm with more is looked at in part. */
  public static final int FOUND_MAX = 5_000;

  private static final int PAGE = 100;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Clients that Keycloak makes in each realm by itself. */
  private static final Set<String> OWN =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private final KeycloakHttp http;

  RealmRepair(KeycloakHttp http) {
    this.http = http;
  }

  /** What there is of a realm. */
  public enum Presence {
    /** No realm of that name. */
    ABSENT,
    /** One that is another's. */
    FOREIGN,
    /** The tenant's, which lets nobody sign in. */
    CLOSED,
    /** The tenant's, which lets people sign in. */
    OPEN
  }

  /**
   * A realm as it is to be.
   *
   * @param realm whose it is
   * @param template its representation, as the template has it
   */
  public record Wanted(NewRealm realm, JsonNode template) {
    public Wanted {
      Objects.requireNonNull(realm);
      Objects.requireNonNull(template);
    }

    private JsonNode client(String clientId) {
      return template
          .path("clients")
          .valueStream()
          .filter(client -> client.path("clientId").asString("").equals(clientId))
          .findFirst()
          .orElseThrow(() -> new NotFound("The template has no client " + clientId + "."));
    }
  }

  /**
   * How a realm's settings and the template's clients differ.
   *
   * @param settings names of settings
   * @param missing names of clients
   * @param changed client and field, as {@code console.redirectUris}
   */
  public record Differences(List<String> settings, List<String> missing, List<String> changed) {
    public Differences {
      settings = List.copyOf(settings);
      missing = List.copyOf(missing);
      changed = List.copyOf(changed);
    }
  }

  /** What there is of the realm. */
  public Presence presence(NewRealm realm) {
    var answer = http.get(http.provisionerToken(), path(realm));
    if (answer.status() == 404) {
      return Presence.ABSENT;
    }
    if (!Keycloak.isOf(Keycloak.demand(answer), realm.tenant())) {
      return Presence.FOREIGN;
    }
    return answer.body().path("enabled").asBoolean(false) ? Presence.OPEN : Presence.CLOSED;
  }

  /** How the realm, which is there, differs from the template. */
  public Differences differences(Wanted wanted) {
    var token = http.provisionerToken();
    var realm = Keycloak.demand(http.get(token, path(wanted.realm())));
    var clients = clients(token, wanted.realm());
    var missing = new ArrayList<String>();
    var changed = new ArrayList<String>();
    for (JsonNode client : wanted.template().path("clients")) {
      var clientId = client.path("clientId").asString();
      var found = clients.get(clientId);
      if (found == null) {
        missing.add(clientId);
      } else {
        RealmShape.clientFields(client, found)
            .forEach(field -> changed.add(clientId + "." + field));
      }
    }
    return new Differences(RealmShape.settings(wanted.template(), realm), missing, changed);
  }

  /** Sets a setting of the realm as the template has it. */
  public void set(Wanted wanted, String setting) {
    var fields = Map.of(setting, wanted.template().path(setting));
    put(http.provisionerToken(), path(wanted.realm()), JSON.valueToTree(fields));
  }

  /** Makes a client of the template, with its account, unless it is there. */
  public void makeClient(Wanted wanted, String clientId) {
    var users =
        wanted
            .template()
            .path("users")
            .valueStream()
            .filter(user -> user.path("serviceAccountClientId").asString("").equals(clientId))
            .toList();
    var body =
        Map.of(
            "ifResourceExists",
            "SKIP",
            "clients",
            List.of(wanted.client(clientId)),
            "users",
            users);
    var path = path(wanted.realm()) + "/partialImport";
    Keycloak.demand(http.post(http.provisionerToken(), path, JSON.writeValueAsString(body)));
  }

  /** Sets a field of a client as the template has it, if the client is there. */
  public void setClient(Wanted wanted, String clientId, String field) {
    var token = http.provisionerToken();
    var found = clients(token, wanted.realm()).get(clientId);
    if (found != null) {
      var client = JSON.createObjectNode().put("clientId", clientId);
      client.set(field, wanted.client(clientId).path(field));
      // Without any, Keycloak makes some of redirects.
      client.set("webOrigins", wanted.client(clientId).path("webOrigins"));
      put(token, clientPath(wanted.realm(), found), client);
    }
  }

  /** Clients that are neither of the template nor Keycloak's own, and whether each is enabled. */
  public Map<String, Boolean> others(Wanted wanted) {
    var others = new HashMap<String, Boolean>();
    clients(http.provisionerToken(), wanted.realm())
        .forEach(
            (clientId, client) -> others.put(clientId, client.path("enabled").asBoolean(false)));
    others.keySet().removeAll(OWN);
    wanted
        .template()
        .path("clients")
        .forEach(client -> others.remove(client.path("clientId").asString()));
    return others;
  }

  /** Lets a client fetch tokens or not, if it is there. */
  public void enableClient(NewRealm realm, String clientId, boolean enabled) {
    var token = http.provisionerToken();
    var found = clients(token, realm).get(clientId);
    if (found != null) {
      var client = JSON.createObjectNode().put("clientId", clientId).put("enabled", enabled);
      put(token, clientPath(realm, found), client);
    }
  }

  /** Removes a client with its account, if it is there. */
  public void removeClient(NewRealm realm, String clientId) {
    var token = http.provisionerToken();
    var found = clients(token, realm).get(clientId);
    if (found != null) {
      expectGone(http.delete(token, clientPath(realm, found)));
    }
  }

  /** The ids of the people in the realm; service accounts are none. */
  public Set<UUID> users(NewRealm realm) {
    var token = http.provisionerToken();
    var ids = new LinkedHashSet<UUID>();
    for (JsonNode user : list(token, path(realm) + "/users")) {
      ids.add(UUID.fromString(user.path("id").asString()));
    }
    return ids;
  }

  /** Removes somebody from the realm, if the realm has the user. */
  public void removeUser(NewRealm realm, UUID user) {
    expectGone(http.delete(http.provisionerToken(), path(realm) + "/users/" + user));
  }

  private Map<String, JsonNode> clients(String token, NewRealm realm) {
    var clients = new HashMap<String, JsonNode>();
    list(token, path(realm) + "/clients")
        .forEach(client -> clients.put(client.path("clientId").asString(), client));
    return clients;
  }

  private List<JsonNode> list(String token, String path) {
    var all = new ArrayList<JsonNode>();
    JsonNode page;
    do {
      page = Keycloak.demand(http.page(token, path, all.size(), PAGE));
      page.forEach(all::add);
    } while (page.size() == PAGE && all.size() < FOUND_MAX);
    return all;
  }

  private void put(String token, String path, JsonNode body) {
    var answer = http.put(token, path, JSON.writeValueAsString(body));
    if (answer.status() != 204) {
      throw KeycloakHttp.refused(answer.status());
    }
  }

  private static void expectGone(KeycloakHttp.Answer answer) {
    if (answer.status() != 204 && answer.status() != 404) {
      throw KeycloakHttp.refused(answer.status());
    }
  }

  private static String path(NewRealm realm) {
    return "/" + realm.slug();
  }

  private static String clientPath(NewRealm realm, JsonNode client) {
    return path(realm) + "/clients/" + client.path("id").asString();
  }
}
