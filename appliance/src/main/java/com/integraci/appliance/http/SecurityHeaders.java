package com.integraci.appliance.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** The header fields that every answer of ours carries; Keycloak's pages bring their own. */
final class SecurityHeaders {

  /** No inline script or style, nothing from elsewhere, in nobody's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri"
          + " 'none'; frame-ancestors 'none'";

  /** For pages and everything else alike. */
  static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "Strict-Transport-Security", "max-age=31536000",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private static final List<Header> MADE =
      ALL.entrySet().stream()
          .map(field -> HeaderValues.createCached(field.getKey(), field.getValue()))
          .toList();

  private SecurityHeaders() {}

  /** Puts them all on an answer. */
  static void on(ServerResponse response) {
    MADE.forEach(response::header);
  }
}
