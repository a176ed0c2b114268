package com.integraci.installer.stack;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Keycloak's first initialisation, in its database. Whether it was finished stands in a comment on
 * the database itself, which PostgreSQL commits as a whole: without it the database is dropped and
 * made again, with it it is never touched. It is written last, when the client {@code provisioner}
 * has logged in and the temporary administrator is gone.
 */
final class KeycloakFirstStart {
  private static final String FINISHED = "integraci: initialised";
  private static final String TEMPORARY = "integraci-bootstrap";
  private static final String PROVISIONER = "provisioner";

  private final Site site;
  private final Https https;

  KeycloakFirstStart(Site site, Https https) {
    this.site = site;
    this.https = https;
  }

  /** Whether Keycloak's database holds a finished initialisation. */
  boolean finished(Psql psql) {
    String comment =
        psql.run(
            """
            select coalesce(shobj_description(oid, 'pg_database'), '')
            from pg_database where datname = 'keycloak';
            """);
    return comment.strip().equals(FINISHED);
  }

  /** Drops what an unfinished initialisation left; the roles script makes an empty one again. */
  void wipe(Psql psql) {
    psql.run("drop database if exists keycloak with (force);");
  }

  /** What Keycloak's first start gets in its environment: an administrator for a minute. */
  Map<String, String> environment(String secret) {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_CLIENT_ID", TEMPORARY, "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret);
  }

  /** Makes the provisioner, proves it, removes the temporary administrator, and notes the end. */
  void finish(Psql psql, String secret, ClientKey key) throws IOException {
    String token =
        token(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                TEMPORARY,
                "client_secret",
                secret));
    var bearer = Map.of("Authorization", "Bearer " + token);
    String provisioner = create(bearer, key);
    grantCreateRealm(bearer, provisioner);
    proveLogin(key);
    demand(https.delete(clients() + "/" + find(bearer, TEMPORARY), bearer), "remove " + TEMPORARY);
    psql.run("comment on database keycloak is '%s';".formatted(FINISHED));
  }

  private String create(Map<String, String> bearer, ClientKey key) throws IOException {
    var client =
        Map.of(
            "clientId",
            PROVISIONER,
            "protocol",
            "openid-connect",
            "publicClient",
            false,
            "clientAuthenticatorType",
            "client-jwt",
            "serviceAccountsEnabled",
            true,
            "standardFlowEnabled",
            false,
            "directAccessGrantsEnabled",
            false,
            "fullScopeAllowed",
            true,
            "attributes",
            Map.of(
                "use.jwks.string", "true",
                "jwks.string", key.publicSet(),
                "token.endpoint.auth.signing.alg", "ES256",
                // It becomes an administrator of each realm it makes; its token must not grow by
                // it.
                "client.use.lightweight.access.token.enabled", "true"));
    demand(https.json("POST", clients(), bearer, client), "create client " + PROVISIONER);
    return find(bearer, PROVISIONER);
  }

  private void grantCreateRealm(Map<String, String> bearer, String client) throws IOException {
    String account =
        demand(
                https.get(clients() + "/" + client + "/service-account-user", bearer),
                "find the account of " + PROVISIONER)
            .path("id")
            .asString();
    String mappings = admin() + "/users/" + account + "/role-mappings/realm";
    JsonNode wanted = demand(https.get(admin() + "/roles/create-realm", bearer), "find the role");
    demand(https.json("POST", mappings, bearer, List.of(wanted)), "grant create-realm");
    // Every user of a realm has its default roles; this account needs none of them.
    JsonNode plain =
        demand(https.get(admin() + "/roles/default-roles-master", bearer), "find the role");
    demand(https.json("DELETE", mappings, bearer, List.of(plain)), "take the default roles");
  }

  private void proveLogin(ClientKey key) throws IOException {
    String issuer = site.url() + "/auth/realms/master";
    token(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            PROVISIONER,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            key.assertion(PROVISIONER, issuer)));
  }

  private String token(Map<String, String> form) throws IOException {
    String url = site.keycloakUrl() + "/realms/master/protocol/openid-connect/token";
    return demand(https.form(url, Map.of(), form), "log in as " + form.get("client_id"))
        .path("access_token")
        .asString();
  }

  private String find(Map<String, String> bearer, String client) throws IOException {
    return demand(https.get(clients() + "?clientId=" + client, bearer), "find client " + client)
        .path(0)
        .path("id")
        .asString();
  }

  private String admin() {
    return site.keycloakUrl() + "/admin/realms/master";
  }

  private String clients() {
    return admin() + "/clients";
  }

  private static JsonNode demand(Https.Answer answer, String what) {
    if (!answer.good()) {
      throw new Refusal(
          ExitCode.COMPONENT_FAILED,
          "Keycloak refused to %s: %d %s"
              .formatted(what, answer.status(), answer.body().path("error").asString("")));
    }
    return answer.body();
  }
}
