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
 * @param token its token
 */
record Pipeline(Https https, String url, String credentials, String token) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An owner makes it on the page of service accounts, as a maintainer. */
  static Pipeline made(Page owner, Team team, Https https, String url) throws IOException {
    owner.navigate(team.address("/accounts"));
    owner.getByLabel("Name").fill("pipeline");
    owner.getByLabel("Role").selectOption("maintainer");
    Team.button(owner, "Make it").click();
    owner.locator("#client-secret").waitFor();
    var shown = owner.locator("dl.facts dd").allInnerTexts();
    var endpoint = shown.get(2).strip();
    var fields =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", shown.get(0).strip(),
            "client_secret", shown.get(1).strip());
    var account = new HashMap<>(fields);
    account.put("token_endpoint", endpoint);
    var answer = https.form(endpoint, Map.of(), fields);
    var token = answer.body().path("access_token").asString();
    return new Pipeline(https, url, JSON.writeValueAsString(account), token);
  }

  JsonNode post(String path, Object body) throws IOException {
    var headers = Map.of("Authorization", "Bearer " + token);
    var answer = https.json("POST", url + path, headers, body);
    assertEquals(201, answer.status(), answer.text());
    return answer.body();
  }

  /** Asks the gate for a commit of the shop, with this evidence. */
  JsonNode decide(Map<String, ?> evidence) throws IOException {
    var facts = JSON.readValue(Bundles.FACTS, new TypeReference<HashMap<String, Object>>() {});
    facts.remove("gate");
    facts.remove("time");
    facts.put("evidence", evidence);
    return post("/api/v1/gates/deploy/decisions", facts);
  }
}
