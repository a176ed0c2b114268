package com.integraci.tests;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.ClientKey;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.NewRealm;
import com.integraci.appliance.keycloak.NewUser;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Plane.Member;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Teams' realms in the shared Keycloak, made by the product's client from the product's template,
 * and what their members get there through {@link Plane}'s own address.
 */
final class Realms implements AutoCloseable {

  private static final String PASSWORD = "correct horse battery";

  /** The cost is the template's, so that Keycloak has nothing to hash anew. */
  private static final String HASH =
      BCrypt.with(BCrypt.Version.VERSION_2A).hashToString(12, PASSWORD.toCharArray());

  private static final String VERIFIER = "v".repeat(43);

  private final ControlSettings settings;
  private final Keycloak keycloak;
  private final SignInForm form;
  private final Function<HttpRequest.Builder, HttpResponse<String>> plane;

  Realms(
      ControlSettings settings,
      SSLContext tls,
      Function<HttpRequest.Builder, HttpResponse<String>> plane) {
    this.settings = settings;
    this.keycloak = Keycloak.open(settings);
    this.form = new SignInForm(tls);
    this.plane = plane;
  }

  /** Makes a team's realm with its first member. */
  void make(Member member, String organisation) {
    keycloak.createRealm(new NewRealm(member.slug(), new TenantId(member.tenant()), organisation));
    add(member);
  }

  /** Adds a member to its team's realm. */
  void add(Member member) {
    var email = email(member);
    keycloak.importUser(
        member.slug(), new NewUser(member.id(), email, email, "Somebody of the tests", HASH));
  }

  /** Lets the member answer an authorization request; returns where that sends the browser. */
  URI signIn(Member member, URI authorization) {
    return form.signIn(authorization, email(member), PASSWORD);
  }

  /** What a client of the API does: authorization code with PKCE, as client {@code console}. */
  Map<String, String> tokens(Member member) {
    var redirect = settings.url() + "/t/" + member.slug() + "/callback";
    var request =
        encoded(
            Map.of(
                "response_type", "code",
                "client_id", "console",
                "redirect_uri", redirect,
                "scope", "openid",
                "code_challenge", sha256(VERIFIER),
                "code_challenge_method", "S256"));
    var answered = signIn(member, URI.create(endpoint(member.slug(), "auth") + "?" + request));
    var key = ClientKey.read(settings.keycloak().clientKey());
    var exchange =
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "console",
            "code",
            query(answered).get("code"),
            "redirect_uri",
            redirect,
            "code_verifier",
            VERIFIER,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            key.assertion("console", keycloak.issuer(member.slug())));
    var answer =
        plane.apply(
            HttpRequest.newBuilder(URI.create(endpoint(member.slug(), "token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(exchange))));
    var json = JsonMapper.shared().readTree(answer.body());
    return Map.of(
        "access_token", json.required("access_token").asString(),
        "id_token", json.required("id_token").asString());
  }

  /** The key that the realm signs with, as it publishes it. */
  ECKey key(String realm) {
    var certificates = HttpRequest.newBuilder(URI.create(endpoint(realm, "certs")));
    try {
      return JWKSet.parse(plane.apply(certificates).body()).getKeys().stream()
          .filter(key -> key instanceof ECKey && KeyUse.SIGNATURE.equals(key.getKeyUse()))
          .map(JWK::toECKey)
          .findFirst()
          .orElseThrow();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private String endpoint(String realm, String name) {
    return keycloak.issuer(realm) + "/protocol/openid-connect/" + name;
  }

  private static String email(Member member) {
    return member.id() + "@tests.example";
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
