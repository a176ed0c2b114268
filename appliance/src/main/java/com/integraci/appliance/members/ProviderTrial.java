package com.integraci.appliance.members;

import com.integraci.appliance.events.Destinations;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Payload;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Asks an identity provider what it says of itself. Keycloak fetches it, for it is Keycloak that
 * will speak to the provider; before that the names of its addresses are looked up here, and what
 * is inside the appliance's network is not asked.
 */
record ProviderTrial(Keycloak keycloak, boolean insideAllowed) {

  /** Of a payload: what is wrong. */
  static final String PROBLEM = "problem";

  /** Of a payload: its addresses, as JSON. */
  static final String ENDPOINTS = "endpoints";

  /** What its description must have, by Keycloak's names, and what we call it. */
  private static final Map<String, String> NEEDED =
      Map.of("authorizationUrl", "authorization", "tokenUrl", "token", "jwksUrl", "jwks");

  private static final String USER_INFO = "userInfoUrl";

  /** What came of it, for the journal: {@link #PROBLEM} or {@link #ENDPOINTS}. */
  Payload of(String slug, IdentityProvider provider) {
    if (provider.kind() == IdentityProvider.Kind.SAML) {
      // Browsers carry everything: there is nothing that Keycloak would fetch.
      var said = Map.of("sso", provider.settings().get("sso_url"));
      return Payload.of(Map.of(ENDPOINTS, ProviderStore.json(said)));
    }
    var issuer = provider.settings().get("issuer");
    try {
      expectOutside(Set.of(issuer));
    } catch (FailedException e) {
      return failed(e.problem);
    }
    var document = issuer.replaceAll("/$", "") + "/.well-known/openid-configuration";
    return keycloak
        .providers()
        .discover(slug, URI.create(document))
        .map(found -> of(issuer, found))
        .orElseGet(() -> failed(ProviderProblem.UNREACHABLE));
  }

  /** What comes of what it says of itself, by Keycloak's names. */
  Payload of(String issuer, Map<String, String> found) {
    try {
      return Payload.of(Map.of(ENDPOINTS, ProviderStore.json(endpoints(issuer, found))));
    } catch (FailedException e) {
      return failed(e.problem);
    }
  }

  static Payload failed(ProviderProblem problem) {
    return Payload.of(Map.of(PROBLEM, problem.code()));
  }

  private Map<String, String> endpoints(String issuer, Map<String, String> found)
      throws FailedException {
    if (!issuer.equals(found.get("issuer"))) {
      throw new FailedException(ProviderProblem.OTHER_ISSUER);
    }
    var endpoints = new HashMap<String, String>();
    NEEDED.forEach((theirs, ours) -> endpoints.put(ours, found.getOrDefault(theirs, "")));
    endpoints.put("userinfo", found.getOrDefault(USER_INFO, ""));
    for (Map.Entry<String, String> endpoint : endpoints.entrySet()) {
      boolean absent = endpoint.getValue().isEmpty() && endpoint.getKey().equals("userinfo");
      if (!absent && !endpoint.getValue().matches("https://[!-~]{1,1000}")) {
        throw new FailedException(ProviderProblem.INCOMPLETE);
      }
    }
    expectOutside(Set.copyOf(endpoints.values()));
    return endpoints;
  }

  private void expectOutside(Set<String> addresses) throws FailedException {
    try (var destinations = new Destinations(insideAllowed, InetAddress::getAllByName)) {
      for (String address : addresses) {
        if (!address.isEmpty()) {
          destinations.resolve(URI.create(address).getHost());
        }
      }
    } catch (Destinations.RefusedException e) {
      throw new FailedException(e.inside() ? ProviderProblem.INSIDE : ProviderProblem.NO_HOST);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new FailedException(ProviderProblem.INCOMPLETE);
    }
  }

  private static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final ProviderProblem problem;

    FailedException(ProviderProblem problem) {
      super(problem.words());
      this.problem = problem;
    }
  }
}
