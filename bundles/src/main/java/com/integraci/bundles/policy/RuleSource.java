package com.integraci.bundles.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a bundle's Rego speaks of a rule, for whoever wants to read it: what stands together from
 * one line that is not indented to before the next, with the comment above it.
 *
 * @param code what decides
 * @param tests what tests it
 */
public record RuleSource(List<Part> code, List<Part> tests) {

  private static final String CLOSING = ")]}";

  public RuleSource {
    code = List.copyOf(code);
    tests = List.copyOf(tests);
  }

  /**
   * A part of a file.
   *
   * @param file its path in the bundle
   * @param line its first line, from 1
   * @param text its lines
   */
  public record Part(String file, int line, String text) {}

  /** What the bundle says of the rule of that id. */
  public static RuleSource of(PolicyBundle bundle, String rule) {
    var named = Pattern.compile("(?<![a-z0-9_])(?:%1$s(?![a-z0-9_])|test_%1$s__)".formatted(rule));
    var code = new ArrayList<Part>();
    var tests = new ArrayList<Part>();
    bundle
        .files()
        .forEach(
            (path, text) -> {
              if (path.endsWith(".rego")) {
                var into = path.startsWith("tests/") ? tests : code;
                parts(path, text.content()).stream()
                    .filter(part -> named.matcher(part.text()).find())
                    .forEach(into::add);
              }
            });
    return new RuleSource(code, tests);
  }

  private static List<Part> parts(String file, String content) {
    var parts = new ArrayList<Part>();
    var text = new StringBuilder();
    int first = 1;
    int number = 0;
    boolean comment = false;
    for (String line : content.lines().toList()) {
      number++;
      boolean begins = begins(line);
      if (begins && !comment) {
        add(parts, file, first, text);
        first = number;
      }
      comment = begins && line.charAt(0) == '#';
      text.append(line).append('\n');
    }
    add(parts, file, first, text);
    return parts;
  }

  private static boolean begins(String line) {
    return !line.isEmpty()
        && !Character.isWhitespace(line.charAt(0))
        && CLOSING.indexOf(line.charAt(0)) < 0;
  }

  private static void add(List<Part> parts, String file, int line, StringBuilder text) {
    if (!text.toString().isBlank()) {
      parts.add(new Part(file, line, text.toString().strip()));
    }
    text.setLength(0);
  }
}
