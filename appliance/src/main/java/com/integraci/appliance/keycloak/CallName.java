package com.integraci.appliance.keycloak;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a span calls a request to Keycloak: the words of its interface, and nothing else of it. */
public final class CallName {

  private static final Set<String> WORDS =
      Set.of(
          ".well-known",
          "admin",
          "auth",
          "authenticate",
          "authentication",
          "certs",
          "client-secret",
          "clients",
          "components",
          "credentials",
          "executions",
          "flows",
          "groups",
          "identity-provider",
          "instances",
          "keys",
          "login-actions",
          "logout",
          "mappers",
          "openid-configuration",
          "openid-connect",
          "partialImport",
          "protocol",
          "realms",
          "required-action",
          "resources",
          "roles",
          "service-account-user",
          "sessions",
          "token",
          "users");

  private CallName() {}

  /**
   * A name.
   *
   * @param target a path, with or without a query, which is left out
   */
  public static String of(String target) {
    int query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    return Arrays.stream(path.split("/", -1))
        .map(segment -> segment.isEmpty() || WORDS.contains(segment) ? segment : "{}")
        .collect(Collectors.joining("/"));
  }
}
