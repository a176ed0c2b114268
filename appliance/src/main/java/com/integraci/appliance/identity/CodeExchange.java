package com.integraci.appliance.identity;

import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.keycloak.ClientKey;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns the code that a browser brings from Keycloak into an identity (OpenID Connect, 3.1.3). */
final class CodeExchange {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI url;
  private final Upstream keycloak;
  private final ClientKey key;
  private final Tokens tokens;

  /** Who signed in, and the token that will end Keycloak's session. */
  record SignedIn(UUID member, String idToken) {}

  CodeExchange(URI url, Upstream keycloak, ClientKey key, Tokens tokens) {
    this.url = url;
    this.keycloak = keycloak;
    this.key = key;
    this.tokens = tokens;
  }

  /**
   * Exchanges the code.
   *
   * @throws Unauthenticated when Keycloak does not take it, or answers for somebody else's sign-in
   */
  SignedIn exchange(String slug, String code, Attempt attempt) {
    var form =
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            SignIn.CLIENT,
            "code",
            code,
            "redirect_uri",
            SignIn.callback(url, slug),
            "code_verifier",
            attempt.verifier(),
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            key.assertion(SignIn.CLIENT, url + "/auth/realms/" + slug));
    var answer = keycloak.post("/auth/realms/" + slug + "/protocol/openid-connect/token", form);
    if (answer.status() != 200) {
      throw answer.status() < 500
          ? new Unauthenticated("The sign-in took too long or was used before. Sign in again.")
          : Upstream.unavailable(new IllegalStateException("status " + answer.status()));
    }
    try {
      var idToken = JSON.readTree(answer.body()).path("id_token").asString("");
      return new SignedIn(tokens.identity(idToken, slug, attempt.nonce()), idToken);
    } catch (JacksonException e) {
      throw Upstream.unavailable(e);
    }
  }
}
