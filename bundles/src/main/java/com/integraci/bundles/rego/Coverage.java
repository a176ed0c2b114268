package com.integraci.bundles.rego;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How much of the rules tests went through; tests themselves do not count.
 *
 * @param lines how many lines there are, by file
 * @param uncovered those that no test went through, by file
 */
record Coverage(Map<String, TestReport.Lines> lines, Map<String, List<Integer>> uncovered) {

  private static final String RULES = "rules/";

  /** Of what {@code opa test --coverage} says of each file. */
  static Coverage of(JsonNode files) {
    var lines = new TreeMap<String, TestReport.Lines>();
    var uncovered = new TreeMap<String, List<Integer>>();
    for (var file : files.properties()) {
      if (file.getKey().startsWith(RULES)) {
        var not = ranges(file.getValue().path("not_covered")).distinct().toList();
        int all =
            (int)
                Stream.concat(not.stream(), ranges(file.getValue().path("covered")))
                    .distinct()
                    .count();
        lines.put(file.getKey(), new TestReport.Lines(all - not.size(), all));
        if (!not.isEmpty()) {
          uncovered.put(file.getKey(), not);
        }
      }
    }
    return new Coverage(lines, uncovered);
  }

  private static Stream<Integer> ranges(JsonNode ranges) {
    return ranges
        .valueStream()
        .flatMap(
            range ->
                IntStream.rangeClosed(
                        range.path("start").path("row").asInt(),
                        range.path("end").path("row").asInt())
                    .boxed());
  }

  TestReport report(List<TestReport.Ran> tests) {
    int all = lines.values().stream().mapToInt(TestReport.Lines::all).sum();
    int covered = lines.values().stream().mapToInt(TestReport.Lines::covered).sum();
    double percent = all == 0 ? 0 : 100.0 * covered / all;
    return new TestReport(tests, percent, uncovered, lines);
  }
}
