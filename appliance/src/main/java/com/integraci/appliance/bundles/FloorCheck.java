package com.integraci.appliance.bundles;

import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Floor;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.Evaluator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the floor's rules, compiled from their Rego, decide on every role and action there is, and
 * sees that they say what the table says by which requests are decided.
 */
public final class FloorCheck {

  private static final int NAMED_MAX = 10;
  private static final String NOBODY = new UUID(0, 0).toString();

  private FloorCheck() {}

  /**
   * Compares both.
   *
   * @param rules the floor's, compiled
   * @throws IllegalStateException when they differ, with the pairs for which they do
   */
  public static void compare(Floor floor, Evaluator rules) {
    var different = new ArrayList<String>();
    for (Action action : Action.values()) {
      for (Role role : Role.values()) {
        if (rules.decide(facts(role, action)).allowed() != floor.allows(role, action)) {
          different.add(role.word() + " " + action.id());
        }
      }
    }
    if (!different.isEmpty()) {
      throw new IllegalStateException(message(different));
    }
  }

  private static String message(List<String> different) {
    var named = String.join(", ", different.subList(0, Math.min(NAMED_MAX, different.size())));
    return "The rules of the platform floor and the table of permissions differ in %d places: %s."
        .formatted(different.size(), named);
  }

  private static JsonNode facts(Role role, Action action) {
    var kind = role == Role.SYSTEM ? "system" : "member";
    var facts =
        JsonValue.object()
            .put("action", action.id())
            .put("actor", JsonValue.object().put("kind", kind).put("id", NOBODY).build())
            .put("resource", JsonValue.object().put("type", "tenant").put("id", NOBODY).build())
            .put("role", role.word())
            .put("time", "2026-12-01T00:00:00Z")
            .build();
    var text = new String(CanonicalJson.write(facts), StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(text);
  }
}
