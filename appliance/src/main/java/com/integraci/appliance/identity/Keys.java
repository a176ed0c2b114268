package com.integraci.appliance.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The keys that realms sign with, fetched from Keycloak's own address. A realm's are fetched again
 * after ten minutes, or when a token names one that is not known, but not twice in ten seconds: so
 * forged tokens can't make the control plane flood Keycloak.
 */
final class Keys {

  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int REALMS_MAX = 5_000;

  private final Source keycloak;
  private final LongSupplier nanos;
  private final Bounded<Fetched> realms = new Bounded<>(REALMS_MAX);

  private record Fetched(Map<String, ECKey> keys, long nanos) {}

  /** Gets a path of Keycloak. */
  @FunctionalInterface
  interface Source {
    Upstream.Answer get(String target);
  }

  Keys(Source keycloak, LongSupplier nanos) {
    this.keycloak = keycloak;
    this.nanos = nanos;
  }

  /** The realm's key of that id, if it has one for signatures with ES256. */
  Optional<ECKey> find(String realm, String keyId) {
    var known = realms.find(realm);
    var kept = known.filter(f -> isYounger(f, KEEP)).map(f -> f.keys().get(keyId));
    if (kept.isPresent() || known.filter(f -> isYounger(f, PAUSE)).isPresent()) {
      return kept;
    }
    var fetched = new Fetched(fetch(realm), nanos.getAsLong());
    realms.put(realm, fetched);
    return Optional.ofNullable(fetched.keys().get(keyId));
  }

  private boolean isYounger(Fetched fetched, Duration age) {
    return nanos.getAsLong() - fetched.nanos() < age.toNanos();
  }

  private Map<String, ECKey> fetch(String realm) {
    var answer = keycloak.get("/auth/realms/" + realm + "/protocol/openid-connect/certs");
    if (answer.status() == 404) {
      return Map.of();
    }
    if (answer.status() != 200) {
      throw Upstream.unavailable(new IllegalStateException("status " + answer.status()));
    }
    try {
      return JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8)).getKeys().stream()
          .filter(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()) && key instanceof ECKey)
          .map(JWK::toECKey)
          .collect(Collectors.toMap(ECKey::getKeyID, key -> key, (first, _) -> first));
    } catch (ParseException e) {
      throw Upstream.unavailable(e);
    }
  }
}
