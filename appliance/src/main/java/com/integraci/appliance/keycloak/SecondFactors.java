package com.integraci.appliance.keycloak;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a realm ask for a second factor, and forgets one that somebody has lost; both may be
 * repeated. The realm gets a sign-in of ours beside Keycloak's: name and password, then the app or
 * the passkey that the person has; whoever has neither sets up an app. Each call as {@link
 * Keycloak} says.
 */
public final class SecondFactors {

  private static final String FLOW = "second-factor";
  private static final String FORMS = FLOW + "-forms";
  private static final String PRESENT = FLOW + "-present";
  private static final String ABSENT = FLOW + "-absent";
  private static final String BUILT_IN = "browser";
  private static final Set<String> KINDS = Set.of("otp", "webauthn");
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Of each execution in the order in which they are made. */
  private static final List<String> REQUIREMENTS =
      List.of(
          "ALTERNATIVE",
          "ALTERNATIVE",
          "ALTERNATIVE",
          "REQUIRED",
          "CONDITIONAL",
          "REQUIRED",
          "ALTERNATIVE",
          "ALTERNATIVE",
          "CONDITIONAL",
          "REQUIRED",
          "REQUIRED");

  private final KeycloakHttp http;

  SecondFactors(KeycloakHttp http) {
    this.http = http;
  }

  /**
   * Makes everybody who signs in from now on show a second factor, or only who has one. Where it
   * becomes required, sessions that began without one are ended.
   */
  public void require(String slug, boolean required) {
    var token = http.realmToken(slug);
    var realm = "/" + slug;
    boolean bound =
        Keycloak.demand(http.get(token, realm)).path("browserFlow").asString("").equals(FLOW);
    if (bound != required) {
      if (required) {
        rebuild(token, realm + "/authentication");
      }
      bind(token, realm, required ? FLOW : BUILT_IN);
    }
    if (required) {
      expect(http.post(token, realm + "/logout-all", ""), 200);
    }
  }

  /** Forgets the person's apps and passkeys and ends the person's sessions. */
  public void reset(String slug, UUID user) {
    var token = http.realmToken(slug);
    var path = "/" + slug + "/users/" + user;
    var credentials = http.get(token, path + "/credentials");
    if (credentials.status() == 404) {
      return;
    }
    for (JsonNode credential : Keycloak.demand(credentials)) {
      if (KINDS.contains(credential.path("type").asString(""))) {
        var one = path + "/credentials/" + credential.path("id").asString();
        expect(http.delete(token, one), 204, 404);
      }
    }
    expect(http.post(token, path + "/logout", ""), 204);
  }

  private void bind(String token, String realm, String flow) {
    expect(http.put(token, realm, JSON.writeValueAsString(Map.of("browserFlow", flow))), 204);
  }

  /** What stands there without being bound was begun and not finished. */
  private void rebuild(String token, String base) {
    for (JsonNode flow : Keycloak.demand(http.get(token, base + "/flows"))) {
      if (flow.path("alias").asString("").equals(FLOW)) {
        expect(http.delete(token, base + "/flows/" + flow.path("id").asString()), 204);
      }
    }
    post(
        token,
        base + "/flows",
        Map.of("alias", FLOW, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    execution(token, base, FLOW, "auth-cookie");
    execution(token, base, FLOW, "identity-provider-redirector");
    part(token, base, FLOW, FORMS);
    execution(token, base, FORMS, "auth-username-password-form");
    part(token, base, FORMS, PRESENT);
    execution(token, base, PRESENT, "conditional-user-configured");
    execution(token, base, PRESENT, "auth-otp-form");
    execution(token, base, PRESENT, "webauthn-authenticator");
    part(token, base, FORMS, ABSENT);
    execution(token, base, ABSENT, "conditional-sub-flow-executed");
    execution(token, base, ABSENT, "auth-otp-form");
    finish(token, base);
  }

  private void finish(String token, String base) {
    var path = base + "/flows/" + FLOW + "/executions";
    var executions = Keycloak.demand(http.get(token, path));
    if (executions.size() != REQUIREMENTS.size()) {
      throw new IllegalStateException("a flow has " + executions.size() + " executions");
    }
    for (int i = 0; i < executions.size(); i++) {
      var execution = (ObjectNode) executions.get(i);
      if (execution.path("providerId").asString("").equals("conditional-sub-flow-executed")) {
        var config = Map.of("flow_to_check", PRESENT, "check_result", "not-executed");
        post(
            token,
            base + "/executions/" + execution.path("id").asString() + "/config",
            Map.of("alias", ABSENT, "config", config));
      }
      execution.put("requirement", REQUIREMENTS.get(i));
      expect(http.put(token, path, JSON.writeValueAsString(execution)), 202, 204);
    }
  }

  private void part(String token, String base, String parent, String name) {
    var fields =
        Map.of(
            "alias", name,
            "type", "basic-flow",
            "provider", "registration-page-form",
            "description", "");
    post(token, base + "/flows/" + parent + "/executions/flow", fields);
  }

  private void execution(String token, String base, String parent, String provider) {
    post(token, base + "/flows/" + parent + "/executions/execution", Map.of("provider", provider));
  }

  private void post(String token, String path, Map<String, ?> body) {
    expect(http.post(token, path, JSON.writeValueAsString(body)), 201);
  }

  private static void expect(KeycloakHttp.Answer answer, Integer... statuses) {
    if (!List.of(statuses).contains(answer.status())) {
      throw KeycloakHttp.refused(answer.status());
    }
  }
}
