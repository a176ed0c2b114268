package com.integraci.appliance.identity;

import com.integraci.appliance.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One sign-in on its way to Keycloak and back. The browser keeps its secret for ten minutes; state,
 * nonce and PKCE's verifier are derived of it, so that the control plane keeps nothing.
 *
 * @param secret what the cookie holds
 * @param to the page to go to afterwards, below the team's path
 */
record Attempt(RandomSecret secret, String to) {

  private static final String COOKIE = "__Secure-integraci-signin";
  private static final Pattern REST = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,500})?");

  /** A new one; a page that is not the team's becomes its home. */
  static Attempt fresh(String slug, String to) {
    return new Attempt(RandomSecret.fresh(), own(slug, to));
  }

  /** The one that the browser brings back, if it has one. */
  static Optional<Attempt> of(Request request, String slug) {
    return request.cookie(COOKIE).flatMap(value -> parse(value, slug));
  }

  private static Optional<Attempt> parse(String value, String slug) {
    var parts = value.split("\\.", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      var to = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return RandomSecret.parse(parts[0]).map(secret -> new Attempt(secret, own(slug, to)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String own(String slug, String to) {
    var home = "/t/" + slug;
    boolean below = to.startsWith(home) && REST.matcher(to.substring(home.length())).matches();
    return below && !to.contains("..") ? to : home;
  }

  String state() {
    return secret.derived("state");
  }

  String nonce() {
    return secret.derived("nonce");
  }

  String verifier() {
    return secret.derived("verifier");
  }

  /** PKCE with S256 (RFC 7636, 4.2). */
  String challenge() {
    return RandomSecret.base64(RandomSecret.sha256(verifier()));
  }

  /** Whether Keycloak's answer is to this attempt. */
  boolean answeredBy(String givenState) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), givenState.getBytes(StandardCharsets.UTF_8));
  }

  String cookie(String slug) {
    var page = RandomSecret.base64(to.getBytes(StandardCharsets.UTF_8));
    return COOKIE + "=" + secret.text() + "." + page + "; Max-Age=600" + attributes(slug);
  }

  static String forgotten(String slug) {
    return COOKIE + "=; Max-Age=0" + attributes(slug);
  }

  private static String attributes(String slug) {
    return "; Path=/t/" + slug + "/callback; Secure; HttpOnly; SameSite=Lax";
  }
}
