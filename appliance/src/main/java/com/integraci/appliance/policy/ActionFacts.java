package com.integraci.appliance.policy;

import com.integraci.bundles.canonical.JsonValue;
import java.util.Map;

/**
 * Facts of one action beside who wants to do what to what, as the schema of {@code action-1} names
 * them: what PostgreSQL has of it, or what is to be written. Never what somebody says of it.
 *
 * @param named each by its name in the schema
 */
public record ActionFacts(Map<String, JsonValue> named) {

  /** Of most actions there are no others. */
  public static final ActionFacts NONE = new ActionFacts(Map.of());

  public ActionFacts {
    named = Map.copyOf(named);
  }

  /** One fact, an object. */
  public static ActionFacts of(String name, JsonValue fact) {
    return new ActionFacts(Map.of(name, fact));
  }
}
