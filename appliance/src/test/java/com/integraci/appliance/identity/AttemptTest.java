package com.integraci.appliance.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in on its way. */
class AttemptTest {

  @Test
  void whatGoesToKeycloakIsDifferentAndNotTheSecret() {
    var attempt = Attempt.fresh("one", "/t/one");
    var values =
        Set.of(
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            attempt.challenge(),
            attempt.secret().text());
    assertEquals(5, values.size());
  }

  @Test
  void onlyItsOwnStateAnswersIt() {
    var attempt = Attempt.fresh("one", "/t/one");
    assertTrue(attempt.answeredBy(attempt.state()));
    assertFalse(attempt.answeredBy(Attempt.fresh("one", "/t/one").state()));
    assertFalse(attempt.answeredBy(""));
  }

  @Test
  void theCookieStaysBelowTheTeamsPath() {
    var cookie = Attempt.fresh("one", "").cookie("one");
    assertTrue(cookie.startsWith("__Secure-"));
    assertTrue(cookie.endsWith("; Path=/t/one/callback; Secure; HttpOnly; SameSite=Lax"), cookie);
  }

  @Test
  void aPageOfTheTeamIsKept() {
    assertEquals("/t/one/secrets?a=b", Attempt.fresh("one", "/t/one/secrets?a=b").to());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://elsewhere.example/",
        "//elsewhere.example/t/one",
        "/t/other/secrets",
        "/t/one-more",
        "/t/one/../other",
        "/t/one/a\r\nSet-Cookie: x",
        "/t/one\\elsewhere",
      })
  void anyOtherPageBecomesTheTeamsHome(String to) {
    assertEquals("/t/one", Attempt.fresh("one", to).to());
  }

  @Test
  void aSecretsDerivedValuesDifferByLabelAndSecret() {
    var secret = RandomSecret.fresh();
    assertNotEquals(secret.derived("a"), secret.derived("b"));
    assertNotEquals(secret.derived("a"), RandomSecret.fresh().derived("a"));
    assertEquals("[secret]", secret.toString());
  }
}
