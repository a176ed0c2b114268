package com.integraci.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenBao's API for suites, past the product's code: whatever a credential could try.
 *
 * @param url without a path
 * @param http trusts the server
 */
public record OpenBaoClient(URI url, HttpClient http) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body the answer, or an empty object
   */
  public record Reply(int status, JsonNode body) {}

  static OpenBaoClient trusting(Path authority, URI url) {
    try (InputStream in = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new OpenBaoClient(url, HttpClient.newBuilder().sslContext(context).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks; the body goes as JSON, and not at all when it is empty. */
  public Reply send(
      String token, String method, String namespace, String path, Map<String, ?> body) {
    var request =
        HttpRequest.newBuilder(url.resolve("/v1/" + path))
            .timeout(LIMIT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (method.equals("PATCH")) {
      request.header("Content-Type", "application/merge-patch+json");
    }
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    if (!namespace.isEmpty()) {
      request.header("X-Vault-Namespace", namespace);
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = answer.body();
      return new Reply(
          answer.statusCode(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Logs in with an AppRole and returns the token. */
  public String login(String namespace, String role, String secretId) {
    var body = Map.of("role_id", role, "secret_id", secretId);
    Reply reply = send("", "POST", namespace, "auth/approle/login", body);
    if (reply.status() != 200) {
      throw new IllegalStateException("login as " + role + ": " + reply);
    }
    return reply.body().path("auth").path("client_token").asString();
  }
}
