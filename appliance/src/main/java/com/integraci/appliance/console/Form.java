package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A form as it is shown: what was typed and what is wrong with it.
 *
 * @param values by field; a password or a secret's value is never among them
 * @param problems by field, in the order they were found
 */
record Form(Map<String, String> values, List<Invalid.Problem> problems) {

  static final Form EMPTY = new Form(Map.of(), List.of());

  Form {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  static Form of(Map<String, String> values) {
    return new Form(values, List.of());
  }

  Form wrong(List<Invalid.Problem> found) {
    var all = new ArrayList<>(problems);
    all.addAll(found);
    return new Form(values, all);
  }

  Form wrong(String field, String message) {
    return wrong(List.of(new Invalid.Problem(field, message)));
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  boolean invalid(String name) {
    return problems.stream().anyMatch(problem -> problem.field().equals(name));
  }

  /** Everything that is wrong with a field, in one line. */
  String wrong(String name) {
    return problems.stream()
        .filter(problem -> problem.field().equals(name))
        .map(Invalid.Problem::message)
        .collect(Collectors.joining(" "));
  }

  /** The ids of what explains a field to a screen reader, the problem first. */
  String describedBy(String name, boolean prefixed, String hint) {
    var ids = new ArrayList<String>();
    if (invalid(name)) {
      ids.add(name + "-wrong");
    }
    if (prefixed) {
      ids.add(name + "-prefix");
    }
    if (!hint.isEmpty()) {
      ids.add(name + "-hint");
    }
    return String.join(" ", ids);
  }
}
