package com.integraci.tests;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * What a suite needs of Keycloak when Keycloak itself is not the matter: realms that publish keys,
 * tokens signed with them, and the exchange of a code. It starts in milliseconds; suites about
 * Keycloak start Keycloak.
 */
final class RealmStandIn implements AutoCloseable {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private final URI site;
  private final HttpsServer server;
  private final Map<String, ECKey> keys = new ConcurrentHashMap<>();
  private final Map<String, Code> codes = new ConcurrentHashMap<>();

  /** A code that was given to a browser. */
  private record Code(UUID member, String nonce, String challenge) {}

  RealmStandIn(URI site, SSLContext tls) {
    this.site = site;
    try {
      this.server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/auth/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/auth");
  }

  /** An access token for the API. */
  String access(String realm, UUID member) {
    var claims = claims(realm, member).audience("integraci-api").claim("typ", "Bearer").build();
    return signed(realm, claims);
  }

  /**
   * Lets a member sign in: the code that the browser brings back for that authorization request.
   */
  String code(UUID member, String nonce, String challenge) {
    var code = UUID.randomUUID().toString();
    codes.put(code, new Code(member, nonce, challenge));
    return code;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var parts = exchange.getRequestURI().getPath().split("/", 5);
      var realm = parts[3];
      var rest = parts.length < 5 ? "" : parts[4];
      switch (rest) {
        case "" -> send(exchange, 200, "{}");
        case "protocol/openid-connect/certs" ->
            send(exchange, 200, new JWKSet(key(realm).toPublicJWK()).toString());
        case "protocol/openid-connect/token" -> exchange(exchange, realm);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private void exchange(HttpExchange exchange, String realm) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var code = codes.remove(form.getOrDefault("code", ""));
    boolean proven = form.containsKey("client_assertion");
    if (code == null || !proven || !sha256(form.get("code_verifier")).equals(code.challenge())) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var claims =
        claims(realm, code.member())
            .audience("console")
            .claim("typ", "ID")
            .claim("nonce", code.nonce())
            .build();
    send(exchange, 200, "{\"id_token\":\"" + signed(realm, claims) + "\"}");
  }

  private JWTClaimsSet.Builder claims(String realm, UUID member) {
    return new JWTClaimsSet.Builder()
        .issuer(site + "/auth/realms/" + realm)
        .subject(member.toString())
        .expirationTime(Date.from(Instant.now().plus(LIFE)));
  }

  private String signed(String realm, JWTClaimsSet claims) {
    try {
      var key = key(realm);
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private ECKey key(String realm) {
    return keys.computeIfAbsent(realm, RealmStandIn::generate);
  }

  private static ECKey generate(String realm) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).keyID(realm).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
