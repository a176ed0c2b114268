package com.integraci.appliance.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The golden table, read once: every action has a row, every role a column. */
final class Permissions {

  private static final String TABLE = "permissions.txt";

  private final Map<Action, Set<Role>> allowed;

  private Permissions(Map<Action, Set<Role>> allowed) {
    this.allowed = allowed;
  }

  static Permissions load() {
    try (InputStream in = Permissions.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the permission table is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Permissions parse(String table) {
    List<List<String>> lines =
        table
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> List.of(line.strip().split("\\s+")))
            .toList();
    var roles = Arrays.stream(Role.values()).map(Role::name).toList();
    if (!lines.getFirst().equals(concat("action", roles))) {
      throw new IllegalStateException("columns are " + lines.getFirst() + ", not " + roles);
    }
    var allowed = new EnumMap<Action, Set<Role>>(Action.class);
    for (List<String> line : lines.subList(1, lines.size())) {
      if (allowed.put(action(line.getFirst()), roles(line)) != null) {
        throw new IllegalStateException("two rows for " + line.getFirst());
      }
    }
    for (Action action : Action.values()) {
      if (!allowed.containsKey(action)) {
        throw new IllegalStateException("no row for " + action.id());
      }
    }
    return new Permissions(allowed);
  }

  boolean allows(Role role, Action action) {
    return allowed.getOrDefault(action, Set.of()).contains(role);
  }

  /** The roles that may, by action: names as the facts of a decision have them. */
  SortedMap<String, List<String>> roles() {
    var table = new TreeMap<String, List<String>>();
    allowed.forEach(
        (action, roles) -> table.put(action.id(), roles.stream().map(Role::word).toList()));
    return table;
  }

  private static Action action(String id) {
    return Arrays.stream(Action.values())
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no action is called " + id));
  }

  private static Set<Role> roles(List<String> line) {
    Role[] columns = Role.values();
    if (line.size() != columns.length + 1) {
      throw new IllegalStateException("row " + line + " has not one mark for each role");
    }
    var roles = EnumSet.noneOf(Role.class);
    for (int i = 0; i < columns.length; i++) {
      switch (line.get(i + 1)) {
        case "x" -> roles.add(columns[i]);
        case "-" -> {}
        default ->
            throw new IllegalStateException("row " + line + " has a mark that is not x or -");
      }
    }
    return roles;
  }

  private static List<String> concat(String first, List<String> rest) {
    var all = new ArrayList<String>();
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
