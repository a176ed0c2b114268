package com.integraci.tests;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to Keycloak's admin API past the product's client, with an administrator of its own. */
public final class KeycloakAdmin {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI url;
  private final String administrator;
  private final String secret;
  private final HttpClient client;

  KeycloakAdmin(URI url, Path authority, String administrator, String secret) {
    this.url = url;
    this.administrator = administrator;
    this.secret = secret;
    this.client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
  }

  boolean up() {
    try {
      return send("GET", "/realms/master", "", "", "").statusCode() == 200;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Makes the client {@code provisioner} as the installer does. */
  void makeProvisioner(String jwks) {
    var attributes =
        Map.of(
            "use.jwks.string",
            "true",
            "jwks.string",
            jwks,
            "token.endpoint.auth.signing.alg",
            "ES256",
            "client.use.lightweight.access.token.enabled",
            "true");
    var client =
        Map.of(
            "clientId",
            "provisioner",
            "publicClient",
            false,
            "clientAuthenticatorType",
            "client-jwt",
            "serviceAccountsEnabled",
            true,
            "standardFlowEnabled",
            false,
            "attributes",
            attributes);
    admin("POST", "/master/clients", JSON.writeValueAsString(client));
    var id = admin("GET", "/master/clients?clientId=provisioner", "").path(0).path("id").asString();
    var account =
        admin("GET", "/master/clients/" + id + "/service-account-user", "").path("id").asString();
    var role = admin("GET", "/master/roles/create-realm", "");
    admin(
        "POST",
        "/master/users/" + account + "/role-mappings/realm",
        JSON.writeValueAsString(List.of(role)));
  }

  /** Changes settings of a realm. */
  public void changeRealm(String realm, Map<String, Object> settings) {
    admin("PUT", "/" + realm, JSON.writeValueAsString(settings));
  }

  /** Does anything: the path follows {@code /admin/realms}. */
  public JsonNode admin(String method, String path, String body) {
    var answer = send(method, "/admin/realms" + path, token(), "application/json", body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + answer.statusCode());
    }
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  /** An access token of the realm {@code master}, which is nobody's. */
  public String token() {
    return token("master", administrator, secret);
  }

  /** An access token that a service client gets with its secret. */
  public String token(String realm, String client, String secret) {
    var form =
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret)
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var path = "/realms/" + realm + "/protocol/openid-connect/token";
    var answer = send("POST", path, "", "application/x-www-form-urlencoded", form);
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  private HttpResponse<String> send(
      String method, String path, String token, String type, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext trusting(Path authority) {
    try (var in = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no trust in " + authority, e);
    }
  }
}
