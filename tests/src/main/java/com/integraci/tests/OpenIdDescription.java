package com.integraci.tests;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that says of itself what an OpenID provider says, over TLS that the shared Keycloak
 * trusts, and nothing else: nobody can sign in there.
 */
public final class OpenIdDescription implements AutoCloseable {

  private final HttpsServer server;
  private final AtomicReference<UnaryOperator<String>> change =
      new AtomicReference<>(UnaryOperator.identity());

  private OpenIdDescription(HttpsServer server) {
    this.server = server;
  }

  /** Starts it. */
  public static OpenIdDescription start() {
    try {
      var folder = Files.createTempDirectory("integraci-openid");
      var certificate = folder.resolve("server.pem");
      var key = folder.resolve("server.key");
      var keycloak = KeycloakServer.shared();
      keycloak.issueTo(certificate, key);
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(PemContext.of(keycloak.authority(), certificate, key)));
      var made = new OpenIdDescription(server);
      server.createContext("/.well-known/openid-configuration", made::describe);
      server.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void describe(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    var issuer = issuer().toString();
    var text =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "issuer", issuer,
                    "authorization_endpoint", issuer + "/authorize",
                    "token_endpoint", issuer + "/token",
                    "jwks_uri", issuer + "/keys"));
    var bytes = change.get().apply(text).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Its issuer. */
  public URI issuer() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it says this instead. */
  public void says(UnaryOperator<String> other) {
    change.set(other);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
