package com.integraci.appliance.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads who is in a realm; each call as {@link Keycloak} says. */
public final class Directory {

  private static final int PROFILES_MAX = 100;

  private final KeycloakHttp http;

  Directory(KeycloakHttp http) {
    this.http = http;
  }

  /**
   * What the realm knows of people, asked for in one call.
   *
   * @param ids 100 at most; those that the realm does not have are left out
   * @throws com.integraci.appliance.failure.NotFound when there is no such realm
   */
  public Map<UUID, Profile> profiles(String slug, List<UUID> ids) {
    if (ids.size() > PROFILES_MAX) {
      throw new IllegalArgumentException("more than " + PROFILES_MAX + " people at once");
    }
    var profiles = new HashMap<UUID, Profile>();
    if (!ids.isEmpty()) {
      var wanted = ids.stream().map(UUID::toString).collect(Collectors.joining(" ", "id:", ""));
      Keycloak.demand(http.find(http.realmToken(slug), "/" + slug + "/users", "search", wanted))
          .forEach(
              user ->
                  profiles.put(
                      UUID.fromString(user.path("id").asString()),
                      new Profile(
                          user.path("firstName").asString(""),
                          user.path("email").asString(""),
                          user.path("totp").asBoolean(false))));
    }
    return profiles;
  }

  /**
   * Whether somebody has a password in the realm, and does not come from a provider alone.
   *
   * @throws com.integraci.appliance.failure.NotFound when there is no such realm
   */
  public boolean hasPassword(String slug, UUID id) {
    var path = "/" + slug + "/users/" + id + "/credentials";
    var answer = http.get(http.realmToken(slug), path);
    return answer.status() != 404
        && Keycloak.demand(answer)
            .valueStream()
            .anyMatch(credential -> credential.path("type").asString("").equals("password"));
  }

  /**
   * Whether somebody in the realm has the address, or signs in with it.
   *
   * @throws com.integraci.appliance.failure.NotFound when there is no such realm
   */
  public boolean hasAddress(String slug, String email) {
    var token = http.realmToken(slug);
    return Stream.of("email", "username")
        .flatMap(
            field ->
                Keycloak.demand(http.find(token, "/" + slug + "/users", field, email))
                    .valueStream()
                    .map(user -> user.path(field).asString("")))
        .anyMatch(email::equalsIgnoreCase);
  }
}
