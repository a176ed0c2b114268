package com.integraci.installer.demo;

import com.integraci.installer.process.Await;
import com.integraci.installer.stack.Credential;
import com.integraci.installer.stack.Https;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One team of the demo: signed up unless it is active, and the secrets that it lacks. */
final class DemoTeam {
  static final List<String> SECRETS =
      List.of("database/password", "mail/smtp-password", "payments/api-key");
  private static final String ROTATED = "payments/api-key";
  private static final Duration SIGN_UP_BOUND = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Https https;
  private final String url;
  private final Account account;

  DemoTeam(Https https, String url, Account account) {
    this.https = https;
    this.url = url;
    this.account = account;
  }

  /**
   * Makes what is missing.
   *
   * @return how many calls changed something; 0 when all was there
   */
  int ensure() throws IOException {
    var tokens = new TokenByForm(https, url);
    Optional<String> token = tokens.fetch(account);
    int changes = 0;
    if (token.isEmpty() || secrets(token.get()).status() == 401) {
      signUp();
      changes++;
      token = tokens.fetch(account);
    }
    return changes + store(token.orElseThrow(() -> new DemoFault("the realm is gone")));
  }

  /** The same key again is the same sign-up, and so what a killed demo began is waited for. */
  private void signUp() throws IOException {
    var fields =
        Map.of(
            "name", account.name(),
            "email", account.email(),
            "password", account.password(),
            "organisation", account.organisation(),
            "slug", account.slug(),
            "plan", "team");
    var headers = Map.of("Idempotency-Key", account.key());
    var accepted = demand(https.json("POST", url + "/api/v1/signups", headers, fields), "sign up");
    String operation = url + accepted.path("operation").asString();
    try {
      if (!Await.until(SIGN_UP_BOUND, PAUSE, () -> !state(operation).equals("running"))) {
        throw new DemoFault(account.slug() + " does not come up");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!state(operation).equals("succeeded")) {
      throw new DemoFault("the sign-up of %s failed".formatted(account.slug()));
    }
  }

  private String state(String operation) {
    try {
      return demand(https.get(operation, Map.of()), "watch").path("state").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int store(String token) throws IOException {
    var versions = new HashMap<String, Integer>();
    for (JsonNode secret : demand(secrets(token), "list secrets").path("secrets")) {
      versions.put(secret.path("name").asString(), secret.path("version").asInt());
    }
    int changes = 0;
    for (String name : SECRETS) {
      if (!versions.containsKey(name)) {
        put(token, name, Map.of("If-None-Match", "*"));
        changes++;
      }
    }
    if (versions.getOrDefault(ROTATED, 1) == 1) {
      put(token, ROTATED, Map.of("If-Match", "\"1\""));
      changes++;
    }
    return changes;
  }

  private Https.Answer secrets(String token) throws IOException {
    return https.get(url + "/api/v1/secrets?limit=100", bearer(token));
  }

  private void put(String token, String name, Map<String, String> condition) throws IOException {
    var headers = new HashMap<>(bearer(token));
    headers.putAll(condition);
    var value = Map.of("value", Credential.random());
    demand(https.json("PUT", url + "/api/v1/secrets/" + name, headers, value), "store " + name);
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private JsonNode demand(Https.Answer answer, String what) throws IOException {
    if (!answer.good()) {
      throw new DemoFault(
          "%s could not %s: %d %s"
              .formatted(
                  account.slug(),
                  what,
                  answer.status(),
                  answer.body().path("detail").asString(answer.body().path("title").asString(""))));
    }
    return answer.body();
  }
}
