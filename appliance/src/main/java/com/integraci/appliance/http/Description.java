package com.integraci.appliance.http;

import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The API's description, merged of one hand-written part for each feature and compared with the
 * routes both ways. What holds for every operation is added here: security by the route, and the
 * problem document as the answer to whatever is not described.
 */
final class Description {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final Map<String, Object> document;
  private final Map<String, Object> paths = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> components = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private Description(Map<String, Object> document) {
    this.document = document;
  }

  static Description merge(Stream<URL> parts) {
    var base = read(Description.class.getResource("openapi-base.yaml"));
    var description = new Description(base);
    description.add(base);
    parts.distinct().forEach(part -> description.add(read(part)));
    return description;
  }

  private void add(Map<String, Object> part) {
    object(part, "paths").forEach((path, item) -> put(paths, path, item));
    object(part, "components")
        .forEach(
            (kind, named) -> {
              var all = components.computeIfAbsent(kind, _ -> new TreeMap<>());
              object(named).forEach((name, value) -> put(all, name, value));
            });
  }

  private void put(Map<String, Object> all, String name, Object value) {
    if (all.putIfAbsent(name, value) != null) {
      problems.add(name + " is described twice");
    }
  }

  /** Everything in which the description and the routes differ. */
  List<String> compare(List<Route> routes) {
    var all = new ArrayList<>(problems);
    var described = operations();
    for (Route route : routes) {
      var name = described.remove(route.method() + " " + documented(route));
      if (!route.operationId().equals(name)) {
        all.add(route + " is " + route.operationId() + ", and " + name + " in openapi.yaml");
      }
    }
    described.forEach((line, name) -> all.add(line + " (" + name + ") is described, not routed"));
    components
        .getOrDefault("schemas", Map.of())
        .forEach((name, schema) -> closed(name, object(schema), all));
    return all;
  }

  /** Objects are closed, so that a test finds a field that an answer has and no schema names. */
  private static void closed(String name, Map<String, Object> schema, List<String> all) {
    if ("object".equals(schema.get("type")) && !schema.containsKey("additionalProperties")) {
      all.add("schema " + name + " does not say additionalProperties");
    }
    object(schema, "properties").forEach((field, inner) -> closed(name, object(inner), all));
    closedItems(name, schema, all);
  }

  private static void closedItems(String name, Map<String, Object> schema, List<String> all) {
    if (schema.containsKey("items")) {
      closed(name, object(schema, "items"), all);
    }
  }

  private Map<String, Object> operations() {
    var operations = new TreeMap<String, Object>();
    paths.forEach(
        (path, item) ->
            object(item)
                .forEach(
                    (method, operation) -> {
                      if (!method.equals("parameters")) {
                        operations.put(
                            method.toUpperCase(Locale.ROOT) + " " + path,
                            object(operation).getOrDefault("operationId", "nameless"));
                      }
                    }));
    return operations;
  }

  /** The document as it is served. */
  Map<String, Object> complete(List<Route> routes) {
    for (Route route : routes) {
      var item = object(paths, documented(route));
      var operation = object(item, route.method().name().toLowerCase(Locale.ROOT));
      if (!operation.isEmpty()) {
        operation.put("security", route.open() ? List.of() : List.of(Map.of("bearer", List.of())));
        object(operation, "responses")
            .putIfAbsent("default", Map.of("$ref", "#/components/responses/Problem"));
      }
    }
    document.put("paths", paths);
    document.put("components", components);
    return document;
  }

  /** The example of what an operation is sent, if the document has one. */
  static Map<String, Object> example(Map<String, Object> document, Route route) {
    var item = object(object(document, "paths"), documented(route));
    var operation = object(item, route.method().name().toLowerCase(Locale.ROOT));
    var content = object(object(operation, "requestBody"), "content");
    return object(object(content, "application/json"), "example");
  }

  /** OpenAPI has no sign for a parameter that holds slashes. */
  private static String documented(Route route) {
    return route.path().replace("{+", "{");
  }

  private static Map<String, Object> read(URL part) {
    try (var in = part.openStream()) {
      return YAML.readValue(in, OBJECT);
    } catch (java.io.IOException | JacksonException e) {
      throw new IllegalStateException(part + " is not valid YAML", e);
    }
  }

  private static Map<String, Object> object(Map<String, Object> in, String name) {
    return object(in.getOrDefault(name, Map.of()));
  }

  @SuppressWarnings("unchecked") // Jackson reads every object of YAML as a map with text keys.
  private static Map<String, Object> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalStateException("not an object in openapi.yaml: " + value);
  }
}
