package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tests of a bundle by what they are of: {@code test_RULE__KIND}, with anything more after a
 * further {@code _}.
 *
 * @param missing a problem for each rule and kind without a test
 */
record RuleTests(List<Problem> missing) {

  private static final Pattern NAME =
      Pattern.compile(
          "(?m)^test_([a-z0-9_]+?)__(passes|fails|boundary|missing)(?:_[a-z0-9_]+)?\\b");

  /** What a test is of: each rule needs one of each. */
  private enum Kind {
    PASSES,
    FAILS,
    BOUNDARY,
    MISSING
  }

  RuleTests {
    missing = List.copyOf(missing);
  }

  static RuleTests of(PolicyBundle bundle) {
    Set<String> found = new HashSet<>();
    bundle
        .files()
        .forEach(
            (path, text) -> {
              if (path.startsWith("tests/")) {
                NAME.matcher(text.content())
                    .results()
                    .forEach(test -> found.add(test.group(1) + " " + test.group(2)));
              }
            });
    var missing = new ArrayList<Problem>();
    for (Rule rule : bundle.manifest().rules()) {
      for (Kind kind : Kind.values()) {
        var word = kind.name().toLowerCase(Locale.ROOT);
        if (!found.contains(rule.id() + " " + word)) {
          missing.add(
              new Problem(
                  "tests",
                  0,
                  0,
                  "bundle",
                  "The rule %s has no test test_%s__%s.".formatted(rule.id(), rule.id(), word)));
        }
      }
    }
    return new RuleTests(missing);
  }
}
