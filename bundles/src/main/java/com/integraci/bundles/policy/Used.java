package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Statement;
import com.integraci.bundles.rego.Statement.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which names statements use: those of their own package, and those of others by their whole name;
 * and what these use in turn.
 */
final class Used {

  /** A text that is not a template: what stands in it is no name. */
  private static final Pattern TEXT =
      Pattern.compile("(?<!\\$)(\"(?:\\\\.|[^\"\\\\])*+\"|`[^`]*+`)");

  private static final Pattern REMARK = Pattern.compile("#[^\\n]*+");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*+(?:\\.\\w++)*+");
  private static final String DATA = "data";

  /** By their names, as entry points spell them. */
  private final Map<String, List<Statement>> all = new LinkedHashMap<>();

  Used(List<Statement> statements) {
    statements.forEach(one -> all.computeIfAbsent(one.path(), _ -> new ArrayList<>()).add(one));
  }

  /**
   * The values that they use, each by the first statement that makes it; functions are looked into.
   *
   * @param apart no values, whatever uses them
   */
  List<Statement> by(List<Statement> users, List<String> apart) {
    var found = new ArrayList<Statement>();
    var seen = new HashSet<String>();
    var left = new ArrayDeque<>(users);
    while (!left.isEmpty()) {
      var user = left.poll();
      for (String path : names(user)) {
        var made = all.getOrDefault(path, List.of());
        if (!made.isEmpty() && !apart.contains(made.getFirst().name()) && seen.add(path)) {
          left.addAll(made);
          if (made.getFirst().form() != Form.FUNCTION) {
            found.add(made.getFirst());
          }
        }
      }
    }
    return found;
  }

  /** All that may be names in it, as entry points spell them. */
  private static List<String> names(Statement user) {
    var text = REMARK.matcher(TEXT.matcher(user.text()).replaceAll("\"\"")).replaceAll("");
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .flatMap(name -> paths(user.scope(), List.of(name.split("\\."))).stream())
        .distinct()
        .toList();
  }

  /**
   * What a name with dots may be: a value, of which members are read, or one of another package.
   */
  private static List<String> paths(String scope, List<String> parts) {
    if (!parts.getFirst().equals(DATA)) {
      return List.of(scope + "/" + parts.getFirst());
    }
    var paths = new ArrayList<String>();
    for (int end = 3; end <= parts.size(); end++) {
      paths.add(String.join("/", parts.subList(1, end)));
    }
    return paths;
  }
}
