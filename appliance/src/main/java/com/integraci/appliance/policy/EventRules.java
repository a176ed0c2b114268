package com.integraci.appliance.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which actions are events, and who may hear of each: the reviewed list {@code events.txt}. An
 * action that has no row is none.
 */
public final class EventRules {

  private static final String LIST = "events.txt";
  private static final String NONE = "-";

  private final Permissions permissions;
  private final Map<String, Optional<Action>> rows;

  private EventRules(Permissions permissions, Map<String, Optional<Action>> rows) {
    this.permissions = permissions;
    this.rows = Map.copyOf(rows);
  }

  /** The list and the permission table that this release carries. */
  public static EventRules load() {
    try (InputStream in = EventRules.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the list of events is missing");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(Permissions.load(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EventRules parse(Permissions permissions, String list) {
    var rows = new HashMap<String, Optional<Action>>();
    list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.strip().split("\\s+")))
        .forEach(row -> add(rows, row));
    return new EventRules(permissions, rows);
  }

  private static void add(Map<String, Optional<Action>> rows, List<String> row) {
    if (row.size() != 2) {
      throw new IllegalStateException("row " + row + " is not an action and what it takes");
    }
    var id = action(row.getFirst()).id();
    Optional<Action> needed =
        row.getLast().equals(NONE) ? Optional.empty() : Optional.of(action(row.getLast()));
    if (rows.put(id, needed) != null) {
      throw new IllegalStateException("two rows for " + id);
    }
  }

  private static Action action(String id) {
    return Arrays.stream(Action.values())
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no action is called " + id));
  }

  /** Whether the list says anything of the action. */
  public boolean knows(String action) {
    return rows.containsKey(action);
  }

  /** The actions that are events, by name. */
  public Set<String> all() {
    var all = new TreeSet<String>();
    rows.forEach((action, needed) -> needed.ifPresent(_ -> all.add(action)));
    return all;
  }

  /** The events that a role may hear of, by name. */
  public Set<String> heardBy(Role role) {
    var heard = new TreeSet<String>();
    rows.forEach(
        (action, needed) -> {
          if (needed.filter(right -> permissions.allows(role, right)).isPresent()) {
            heard.add(action);
          }
        });
    return heard;
  }
}
