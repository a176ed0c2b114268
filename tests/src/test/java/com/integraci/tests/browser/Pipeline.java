package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.installer.stack.Https;
import com.integraci.tests.policy.Bundles;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A team's pipeline: a service account, with what it signs in with.
 *
 * @param https how it speaks
 * @param url with whom
 * @param credentials what {@code integraci policy publish} takes, as JSON
 * @param token its token, of five minutes
 */
record Pipeline(Https https, String url, String credentials, String token) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** That of {@link Bundles#FACTS}. */
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /** An owner makes it on the page of service accounts, as a maintainer. */
  static Pipeline made(Page owner, Team team, Https https, String url) throws IOException {
    owner.navigate(team.address("/accounts"));
    owner.getByLabel("Name").fill("pipeline");
    owner.getByLabel("Role").selectOption("maintainer");
    Team.button(owner, "Make it").click();
    owner.locator("#client-secret").waitFor();
    var shown = owner.locator("dl.facts dd").allInnerTexts();
    var account =
        Map.of(
            "client_id", shown.get(0).strip(),
            "client_secret", shown.get(1).strip(),
            "token_endpoint", shown.get(2).strip());
    return new Pipeline(https, url, JSON.writeValueAsString(account), "").renewed();
  }

  /** The same with a new token. */
  Pipeline renewed() throws IOException {
    var account = JSON.readTree(credentials);
    var fields =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", account.get("client_id").asString(),
            "client_secret", account.get("client_secret").asString());
    var answer = https.form(account.get("token_endpoint").asString(), Map.of(), fields);
    assertEquals(200, answer.status(), answer.text());
    return new Pipeline(https, url, credentials, answer.body().get("access_token").asString());
  }

  JsonNode post(String path, Object body) throws IOException {
    var answer = https.json("POST", url + path, headers(), body);
    assertEquals(201, answer.status(), answer.text());
    return answer.body();
  }

  /** Wants to do what its role may not; returns the problem. */
  JsonNode refused(String path, Object body) throws IOException {
    var answer = https.json("POST", url + path, headers(), body);
    assertEquals(403, answer.status(), answer.text());
    return answer.body();
  }

  JsonNode get(String path) throws IOException {
    var answer = https.get(url + path, headers());
    assertEquals(200, answer.status(), answer.text());
    return answer.body();
  }

  private Map<String, String> headers() {
    return Map.of("Authorization", "Bearer " + token);
  }

  /** Asks the gate for a commit of the shop, with this evidence. */
  JsonNode decide(Map<String, ?> evidence) throws IOException {
    return decide("shop", "production", COMMIT, evidence);
  }

  /** Asks the gate for a reviewed commit of a service, with this evidence. */
  JsonNode decide(String service, String environment, String commit, Map<String, ?> evidence)
      throws IOException {
    var asked = Bundles.FACTS.replace(COMMIT, commit);
    var facts = JSON.readValue(asked, new TypeReference<HashMap<String, Object>>() {});
    facts.remove("gate");
    facts.remove("time");
    facts.put("service", service);
    facts.put("environment", environment);
    facts.put("evidence", evidence);
    return post("/api/v1/gates/deploy/decisions", facts);
  }
}
