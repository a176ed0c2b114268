package com.integraci.appliance.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes sign-in flows of a realm what a reviewed text says: an array of flows with {@code alias}
 * and {@code executions}, each of which has a {@code provider} or is a {@code flow} itself. A flow
 * that is in use is emptied and filled again, and lets nobody through meanwhile.
 */
final class Flows {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeycloakHttp http;
  private final String token;
  private final String base;

  /**
   * The flows of one realm.
   *
   * @param token of somebody who may change them
   */
  Flows(KeycloakHttp http, String token, String slug) {
    this.http = http;
    this.token = token;
    this.base = "/" + slug + "/authentication";
  }

  /** Makes it so, unless it is. */
  void ensure(JsonNode flow) {
    if (fits(flow)) {
      return;
    }
    var alias = flow.path("alias").asString();
    if (present(alias)) {
      for (JsonNode execution : executions(alias)) {
        if (execution.path("level").asInt() == 0) {
          var one = base + "/executions/" + execution.path("id").asString();
          expect(http.delete(token, one), 204, 404);
        }
      }
    } else {
      post(
          base + "/flows",
          Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    }
    fill(alias, flow.path("executions"));
    require(alias, flow);
  }

  /** Whether the realm has it as it is to be. */
  boolean fits(JsonNode flow) {
    var alias = flow.path("alias").asString();
    var wanted = new ArrayList<String>();
    describe(flow.path("executions"), 0, wanted);
    return present(alias)
        && wanted.equals(executions(alias).valueStream().map(this::described).toList());
  }

  private boolean present(String alias) {
    return Keycloak.demand(http.get(token, base + "/flows"))
        .valueStream()
        .anyMatch(flow -> flow.path("alias").asString("").equals(alias));
  }

  private JsonNode executions(String alias) {
    return Keycloak.demand(http.get(token, base + "/flows/" + alias + "/executions"));
  }

  private void fill(String parent, JsonNode executions) {
    for (JsonNode execution : executions) {
      if (execution.has("flow")) {
        var name = execution.path("flow").asString();
        var fields =
            Map.of(
                "alias", name,
                "type", "basic-flow",
                "provider", "registration-page-form",
                "description", "");
        post(base + "/flows/" + parent + "/executions/flow", fields);
        fill(name, execution.path("executions"));
      } else {
        post(
            base + "/flows/" + parent + "/executions/execution",
            Map.of("provider", execution.path("provider").asString()));
      }
    }
  }

  /** Keycloak lists executions as they stand in the text, the parts of a flow after it. */
  private void require(String alias, JsonNode flow) {
    var wanted = new ArrayList<JsonNode>();
    flatten(flow.path("executions"), wanted);
    var found = executions(alias);
    if (found.size() != wanted.size()) {
      throw new IllegalStateException("a flow has " + found.size() + " executions");
    }
    for (int i = 0; i < found.size(); i++) {
      var execution = (ObjectNode) found.get(i);
      if (wanted.get(i).has("config")) {
        post(
            base + "/executions/" + execution.path("id").asString() + "/config",
            Map.of("alias", alias + "-" + i, "config", wanted.get(i).path("config")));
      }
      execution.put("requirement", wanted.get(i).path("requirement").asString());
      var path = base + "/flows/" + alias + "/executions";
      expect(http.put(token, path, JSON.writeValueAsString(execution)), 202, 204);
    }
  }

  private static void flatten(JsonNode executions, List<JsonNode> all) {
    for (JsonNode execution : executions) {
      all.add(execution);
      flatten(execution.path("executions"), all);
    }
  }

  private static void describe(JsonNode executions, int level, List<String> lines) {
    for (JsonNode execution : executions) {
      var name = execution.has("flow") ? execution.path("flow") : execution.path("provider");
      lines.add(
          line(level, name.asString(), execution.path("requirement").asString())
              + (execution.has("config") ? execution.path("config") : ""));
      describe(execution.path("executions"), level + 1, lines);
    }
  }

  private String described(JsonNode execution) {
    boolean flow = execution.path("authenticationFlow").asBoolean(false);
    var name = execution.path(flow ? "displayName" : "providerId").asString("");
    var line =
        line(execution.path("level").asInt(), name, execution.path("requirement").asString(""));
    return execution.has("authenticationConfig")
        ? line + config(execution.path("authenticationConfig").asString())
        : line;
  }

  private JsonNode config(String id) {
    return Keycloak.demand(http.get(token, base + "/config/" + id)).path("config");
  }

  private static String line(int level, String name, String requirement) {
    return level + " " + name + " " + requirement;
  }

  private void post(String path, Map<String, ?> body) {
    expect(http.post(token, path, JSON.writeValueAsString(body)), 201);
  }

  private static void expect(KeycloakHttp.Answer answer, Integer... statuses) {
    if (!List.of(statuses).contains(answer.status())) {
      throw KeycloakHttp.refused(answer.status());
    }
  }
}
