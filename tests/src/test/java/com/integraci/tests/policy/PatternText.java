package com.integraci.tests.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random text that a regular expression matches: of characters, classes, groups with alternatives
 * and counts in braces, which is all that the schemas of facts use.
 */
final class PatternText {

  private final String pattern;
  private final RandomGenerator random;
  private int at;

  private PatternText(String pattern, RandomGenerator random) {
    this.pattern = pattern;
    this.random = random;
  }

  static String of(String pattern, RandomGenerator random) {
    if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
      throw new IllegalArgumentException("not anchored: " + pattern);
    }
    var parser = new PatternText(pattern.substring(1, pattern.length() - 1), random);
    return parser.alternatives().text();
  }

  /** A part of a pattern, made anew each time it is asked for. */
  private interface Part {
    String text();
  }

  private Part alternatives() {
    var all = new ArrayList<>(List.of(sequence()));
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all.add(sequence());
    }
    return () -> all.get(random.nextInt(all.size())).text();
  }

  private Part sequence() {
    var all = new ArrayList<Part>();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      all.add(counted(one()));
    }
    return () -> String.join("", all.stream().map(Part::text).toList());
  }

  private Part one() {
    char c = pattern.charAt(at++);
    if (c == '(') {
      var inner = alternatives();
      at++;
      return inner;
    }
    if (c == '[') {
      var members = members();
      return () -> members.substring(random.nextInt(members.length())).substring(0, 1);
    }
    if ("\\.*+?".indexOf(c) >= 0) {
      throw new IllegalArgumentException(c + " in " + pattern);
    }
    return () -> Character.toString(c);
  }

  private String members() {
    var members = new StringBuilder();
    while (pattern.charAt(at) != ']') {
      char from = pattern.charAt(at);
      boolean range = pattern.charAt(at + 1) == '-' && pattern.charAt(at + 2) != ']';
      char to = range ? pattern.charAt(at + 2) : from;
      for (char c = from; c <= to; c++) {
        members.append(c);
      }
      at += range ? 3 : 1;
    }
    at++;
    return members.toString();
  }

  /** The least, the most, or anything between. */
  private Part counted(Part part) {
    if (at == pattern.length() || pattern.charAt(at) != '{') {
      return part;
    }
    int end = pattern.indexOf('}', at);
    var bounds = pattern.substring(at + 1, end).split(",", -1);
    at = end + 1;
    int least = Integer.parseInt(bounds[0]);
    int most = Integer.parseInt(bounds[bounds.length - 1]);
    return () -> {
      int count =
          switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextInt(least, most + 1);
          };
      var text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(part.text());
      }
      return text.toString();
    };
  }
}
