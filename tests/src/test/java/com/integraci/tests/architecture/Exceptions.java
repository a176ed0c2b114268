package com.integraci.tests.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of what breaks a rule and may, in {@code exceptions.txt}: a rule, a path and, for sizes,
 * the most it may grow to. It only shrinks: an exception that nothing needs any more is a failure.
 */
final class Exceptions {
  private static final String FILE =
      "tests/src/test/resources/com/integraci/tests/architecture/exceptions.txt";

  private final Map<String, Integer> limits = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  static Exceptions read() {
    Exceptions exceptions = new Exceptions();
    for (String line : Sources.text(FILE).orElseThrow().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        List<String> words = List.of(line.split(" ", 3));
        int limit = words.size() > 2 ? Integer.parseInt(words.get(2)) : Integer.MAX_VALUE;
        exceptions.limits.put(words.get(0) + " " + words.get(1), limit);
      }
    }
    return exceptions;
  }

  /** Whether the file may break the rule by that much. */
  boolean allow(String rule, String path, int size) {
    used.add(rule + " " + path);
    return size <= limits.getOrDefault(rule + " " + path, -1);
  }

  /** What the list says of a rule though nothing needs it. */
  List<String> unused(String rule) {
    Set<String> left = new TreeSet<>(limits.keySet());
    left.removeAll(used);
    left.removeIf(key -> !key.startsWith(rule + " "));
    return new ArrayList<>(left);
  }
}
