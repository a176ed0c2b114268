package com.integraci.tests.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a case's question was answered with, against what it wants.
 *
 * @param answers each a binding of the question's variables ({@code is}), and where in it there are
 *     sets ({@code sets}), which JSON does not tell from arrays
 * @param sets those places
 * @param firstSorted whether an array that a variable is bound to counts as a set, too
 */
record CaseResult(JsonNode answers, Set<List<String>> sets, boolean firstSorted) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static CaseResult of(String evaluated, boolean firstSorted) {
    var answers = JSON.readTree(evaluated).path(0).path("result");
    var sets = new HashSet<List<String>>();
    for (JsonNode answer : answers) {
      for (JsonNode path : answer.get("sets")) {
        sets.add(path.valueStream().map(CaseResult::step).toList());
      }
    }
    return new CaseResult(answers, sets, firstSorted);
  }

  private static String step(JsonNode step) {
    return step.isString() ? step.asString() : step.toString();
  }

  /** How it differs from these bindings; "" when it does not. */
  String differs(Stream<JsonNode> wanted) {
    var want = texts(wanted);
    var got = texts(answers.valueStream().map(answer -> answer.get("is")));
    return want.equals(got) ? "" : "wants " + want + ", is " + got;
  }

  private Set<String> texts(Stream<JsonNode> bindings) {
    return bindings
        .map(each -> text(each, List.of(), false))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As text that is the same for what is the same in Rego. */
  private String text(JsonNode node, List<String> at, boolean inSet) {
    if (node.isNumber()) {
      return node.decimalValue().stripTrailingZeros().toString();
    }
    if (node.isObject()) {
      return node.propertyStream()
          .map(each -> each.getKey() + ":" + text(each.getValue(), below(at, each.getKey()), inSet))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (!node.isArray()) {
      return node.toString();
    }
    boolean set = inSet || sets.contains(at);
    var elements = new ArrayList<String>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(text(node.get(i), below(at, Integer.toString(i)), set));
    }
    return (set || (firstSorted && at.size() == 1) ? elements.stream().sorted() : elements.stream())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<String> below(List<String> path, String step) {
    return Stream.concat(path.stream(), Stream.of(step)).toList();
  }
}
