package com.integraci.appliance.members;

import com.integraci.appliance.workflow.Payload;
import com.integraci.network.Destinations;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks an identity provider what it says of itself. Keycloak does it, for it is Keycloak that will
 * speak to the provider; before that the names of its addresses are looked up here, and what is
 * inside the appliance's network is not asked.
 *
 * @param realm the team's, as it would be with the provider
 * @param insideAllowed whether a provider may stand inside
 */
record ProviderTrial(ProviderRealm realm, boolean insideAllowed) {

  /** Of a payload: what is wrong. */
  static final String PROBLEM = "problem";

  /** Of a payload: its addresses, as JSON. */
  static final String ENDPOINTS = "endpoints";

  /** What its description must have, by Keycloak's names, and what we call it. */
  private static final Map<String, String> NEEDED =
      Map.of("authorizationUrl", "authorization", "tokenUrl", "token", "jwksUrl", "jwks");

  private static final String USER_INFO = "userInfoUrl";

  /**
   * What came of it, for the journal: {@link #PROBLEM} or {@link #ENDPOINTS}.
   *
   * @param secret reads what it knows the team by, for a kind that is asked with it
   */
  Payload of(String slug, IdentityProvider provider, Supplier<Optional<String>> secret) {
    return switch (provider.kind()) {
      case OIDC -> discovered(slug, provider.settings().get("issuer"));
      // Browsers carry everything: there is nothing that Keycloak would fetch.
      case SAML -> said(Map.of("sso", provider.settings().get("sso_url")));
      case LDAP -> asked(slug, provider, secret);
    };
  }

  private static Payload said(Map<String, String> endpoints) {
    return Payload.of(Map.of(ENDPOINTS, ProviderStore.json(endpoints)));
  }

  private Payload discovered(String slug, String issuer) {
    try {
      expectOutside(Set.of(issuer));
    } catch (FailedException e) {
      return failed(e.problem);
    }
    var document = issuer.replaceAll("/$", "") + "/.well-known/openid-configuration";
    return realm
        .realms()
        .discover(slug, URI.create(document))
        .map(found -> of(issuer, found))
        .orElseGet(() -> failed(ProviderProblem.UNREACHABLE));
  }

  /** What comes of what it says of itself, by Keycloak's names. */
  Payload of(String issuer, Map<String, String> found) {
    try {
      return said(endpoints(issuer, found));
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

  /** A directory is signed in to and searched, as it will be for people. */
  private Payload asked(String slug, IdentityProvider provider, Supplier<Optional<String>> secret) {
    var url = provider.settings().get("url");
    try {
      expectOutside(Set.of(url));
    } catch (FailedException e) {
      return failed(e.problem);
    }
    var password = secret.get();
    if (password.isEmpty()) {
      return failed(ProviderProblem.NO_SECRET);
    }
    var wanted = realm.provider(slug, provider, false);
    return realm
        .realms()
        .trial(slug, wanted, password.orElseThrow())
        .map(problem -> failed(ProviderProblem.of(problem)))
        .orElseGet(() -> said(Map.of("directory", url)));
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
