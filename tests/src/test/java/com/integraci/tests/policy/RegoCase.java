package com.integraci.tests.policy;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One of Open Policy Agent's own cases.
 *
 * @param id a package that its modules are put below
 * @param tree the case as its file has it
 */
record RegoCase(String id, JsonNode tree) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** All cases of Rego v1. */
  static List<RegoCase> all(OpaSource opa) throws IOException {
    Path root = opa.folder().resolve("v1/test/cases/testdata/v1");
    var cases = new ArrayList<RegoCase>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        for (JsonNode tree : YAML.readTree(file).path("cases")) {
          cases.add(new RegoCase("c" + cases.size(), tree));
        }
      }
    }
    return cases;
  }

  String note() {
    return tree.path("note").asString();
  }

  /** All its Rego. */
  String rego() {
    return tree.path("modules").valueStream().map(JsonNode::asString).collect(joining("\n"))
        + tree.path("query").asString();
  }

  /** Its rules and its question, below its package. */
  void write(Path folder) throws IOException {
    int count = 0;
    for (JsonNode module : tree.path("modules")) {
      Files.writeString(
          folder.resolve("module" + count++ + ".rego"), Renamed.below(id, module.asString()));
    }
    var variables =
        variables().stream()
            .map(name -> "\"%s\": %s".formatted(name, name))
            .collect(joining(", ", "{", "}"));
    Files.writeString(
        folder.resolve("query.rego"),
        """
        package query_%s

        result := [{"is": %s, "sets": set_paths} |
        	%s
        	set_paths := [set_path | walk(%s, [set_path, set_value]); is_set(set_value)]
        ]
        """
            .formatted(id, variables, Renamed.below(id, tree.get("query").asString()), variables));
  }

  String entryPoint() {
    return "query_" + id + "/result";
  }

  private Set<String> variables() {
    var names = new LinkedHashSet<String>();
    tree.path("want_result").forEach(bindings -> names.addAll(bindings.propertyNames()));
    return names;
  }

  byte[] data() {
    var data = tree.path("data").isObject() ? tree.get("data").toString() : "{}";
    return "{\"%s\": %s}".formatted(id, data).getBytes(StandardCharsets.UTF_8);
  }

  byte[] input() {
    var input =
        tree.has("input_term")
            ? tree.get("input_term").asString()
            : tree.has("input") ? tree.get("input").toString() : "";
    return input.getBytes(StandardCharsets.UTF_8);
  }

  /** The bindings that its question must be answered with. */
  Stream<JsonNode> wanted() {
    return tree.path("want_result").valueStream();
  }

  /** Whether arrays that are bound count as sets. */
  boolean sortBindings() {
    return tree.path("sort_bindings").asBoolean(false);
  }

  /** The error that it must end with. */
  Optional<String> wantedError() {
    return tree.path("want_error_code").stringValueOpt();
  }

  /** Whether that error is one of a mode that makes errors of what is else undefined. */
  boolean strict() {
    return tree.path("strict_error").asBoolean(false);
  }
}
