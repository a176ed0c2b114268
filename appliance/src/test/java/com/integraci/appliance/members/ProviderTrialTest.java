package com.integraci.appliance.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.workflow.Payload;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider may say of itself. It is asked nothing here: that Keycloak does. */
class ProviderTrialTest {

  private static final String ISSUER = "https://192.0.2.10";

  @Test
  void anIssuerInsideIsNotAsked() {
    var provider =
        new IdentityProvider(
            UUID.randomUUID(),
            "corp",
            "Acme accounts",
            IdentityProvider.Kind.OIDC,
            Map.of("issuer", "https://127.0.0.1:8443"),
            "",
            Map.of(),
            true,
            IdentityProvider.State.TRYING,
            Optional.empty(),
            Instant.EPOCH,
            new IdentityProvider.Kept(Optional.empty(), Optional.empty()));
    assertEquals(
        "inside", problem(new ProviderTrial(null, false).of("acme", provider, Optional::empty)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorizationUrl", "tokenUrl", "jwksUrl", "userInfoUrl"})
  void anAddressInsideIsNotTaken(String which) {
    var found = description();
    found.put(which, "https://127.0.0.1/inside");
    assertEquals("inside", problem(new ProviderTrial(null, false).of(ISSUER, found)));
    assertEquals("", problem(new ProviderTrial(null, true).of(ISSUER, found)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorizationUrl", "tokenUrl", "jwksUrl", "userInfoUrl"})
  void anAddressWithoutTlsIsNotTaken(String which) {
    var found = description();
    found.put(which, "http://127.0.0.1/plain");
    assertEquals("incomplete", problem(new ProviderTrial(null, true).of(ISSUER, found)));
  }

  @Test
  void whoCallsItselfOtherwiseIsAnother() {
    var found = description();
    found.put("issuer", ISSUER + "/");
    assertEquals("other_issuer", problem(new ProviderTrial(null, true).of(ISSUER, found)));
  }

  @Test
  void userInfoMayBeAbsentAndNothingElse() {
    var found = description();
    found.remove("userInfoUrl");
    assertEquals("", problem(new ProviderTrial(null, true).of(ISSUER, found)));
    found.remove("jwksUrl");
    assertEquals("incomplete", problem(new ProviderTrial(null, true).of(ISSUER, found)));
  }

  /** Addresses are literal, so that no name is looked up. */
  private static Map<String, String> description() {
    return new HashMap<>(
        Map.of(
            "issuer", ISSUER,
            "authorizationUrl", "https://9.9.9.9/authorize",
            "tokenUrl", "https://9.9.9.9/token",
            "jwksUrl", "https://9.9.9.9/keys",
            "userInfoUrl", "https://9.9.9.9/person"));
  }

  private static String problem(Payload came) {
    return came.values().getOrDefault(ProviderTrial.PROBLEM, "");
  }
}
