package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema of ours, and what breaks it in a document. Safe for use by many threads. */
public final class Schemas {

  static final String CODE = "schema";

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Map<String, Schemas> KEPT = new ConcurrentHashMap<>();

  private final Schema schema;

  private Schemas(Schema schema) {
    this.schema = schema;
  }

  /** The schema of that name, of this package's resources. */
  static Schemas named(String name) {
    return beside(Schemas.class, name);
  }

  /** The schema of that name, of the resources of that class's package. */
  public static Schemas beside(Class<?> neighbour, String name) {
    URL resource = neighbour.getResource(name + ".schema.json");
    if (resource == null) {
      throw new IllegalArgumentException("no schema " + name);
    }
    return KEPT.computeIfAbsent(resource.toExternalForm(), _ -> load(resource));
  }

  private static Schemas load(URL resource) {
    try (var in = resource.openStream()) {
      return new Schemas(
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(STRICT.readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a document.
   *
   * @param file its name in problems
   * @throws BundleRefused with every place that breaks the schema, at its line, or where it stops
   *     to be JSON
   */
  public JsonNode read(String file, byte[] document) {
    JsonNode tree;
    try {
      tree = STRICT.readTree(document);
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw new BundleRefused(
          List.of(
              new Problem(
                  file,
                  place == null ? 0 : place.getLineNr(),
                  place == null ? 0 : place.getColumnNr(),
                  "json",
                  "It is not JSON: " + e.getOriginalMessage())));
    }
    var problems = problems(file, document, schema.validate(tree));
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems);
    }
    return tree;
  }

  private static List<Problem> problems(String file, byte[] document, List<Error> broken) {
    if (broken.isEmpty()) {
      return List.of();
    }
    var places = broken.stream().map(Schemas::place).collect(Collectors.toSet());
    var lines = JsonLines.of(document, places);
    return broken.stream()
        .map(one -> new Problem(file, lines.getOrDefault(place(one), 0), 0, CODE, said(one)))
        .sorted(Comparator.comparingInt(Problem::line).thenComparing(Problem::message))
        .toList();
  }

  /** What is wrong with the document as a whole is at no place. */
  private static String said(Error broken) {
    var place = place(broken);
    return place.isEmpty() ? broken.getMessage() : place + ": " + broken.getMessage();
  }

  private static String place(Error broken) {
    return broken.getInstanceLocation().toString();
  }
}
