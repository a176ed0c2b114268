package com.integraci.appliance.bundles;

import com.integraci.bundles.rego.TestReport.Lines;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much of a bundle's rules its tests went through when it was published.
 *
 * @param files how many lines of each file, by path
 */
public record Covered(NavigableMap<String, Lines> files) {

  public Covered {
    files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
  }

  static Covered of(Map<String, Lines> files) {
    return new Covered(new TreeMap<>(files));
  }

  /** As it is kept: one object of two numbers by path. */
  static Covered read(String text) {
    var files = new TreeMap<String, Lines>();
    for (var file : JsonMapper.shared().readTree(text).properties()) {
      files.put(
          file.getKey(), new Lines(file.getValue().get(0).asInt(), file.getValue().get(1).asInt()));
    }
    return new Covered(files);
  }

  String text() {
    var numbers = new TreeMap<String, List<Integer>>();
    files.forEach((path, lines) -> numbers.put(path, List.of(lines.covered(), lines.all())));
    return JsonMapper.shared().writeValueAsString(numbers);
  }

  /** All files together. */
  public Lines total() {
    return new Lines(
        files.values().stream().mapToInt(Lines::covered).sum(),
        files.values().stream().mapToInt(Lines::all).sum());
  }
}
