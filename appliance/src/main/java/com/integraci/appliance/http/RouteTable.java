package com.integraci.appliance.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every route of the control plane, checked before the first request: none twice, the open ones
 * equal to the reviewed list, those of the API equal to its description.
 */
public final class RouteTable {

  private static final String PUBLIC = "public-routes.txt";

  private final List<Route> routes;
  private final Map<String, Object> openApi;

  private RouteTable(List<Route> routes, Map<String, Object> openApi) {
    this.routes = routes;
    this.openApi = openApi;
  }

  /**
   * The table of what the features contribute, with the open ones as they were reviewed.
   *
   * @throws IllegalStateException with everything that is wrong
   */
  static RouteTable of(List<Routes> features, List<String> reviewed) {
    var described =
        features.stream()
            .filter(f -> !f.descriptions().isEmpty())
            .flatMap(f -> f.routes().stream());
    var description = Description.merge(features.stream().flatMap(f -> f.descriptions().stream()));
    var routes = features.stream().flatMap(feature -> feature.routes().stream()).toList();
    var problems = new ArrayList<String>();
    twice(routes, problems);
    compareOpen(routes, reviewed, problems);
    problems.addAll(description.compare(described.toList()));
    if (!problems.isEmpty()) {
      throw new IllegalStateException("The route table is wrong: " + String.join("; ", problems));
    }
    return new RouteTable(routes, description.complete(routes));
  }

  /** Every route, in the order in which they are tried. */
  public List<Route> routes() {
    return routes;
  }

  /** What a route of the API can be sent, as its description says: JSON, or an empty object. */
  public byte[] example(Route route) {
    return Json.write(Description.example(openApi, route));
  }

  /** The API's description, OpenAPI 3.1. */
  Map<String, Object> openApi() {
    return openApi;
  }

  private static void twice(List<Route> routes, List<String> problems) {
    var lines = new HashSet<String>();
    var operations = new HashSet<String>();
    for (Route route : routes) {
      if (!lines.add(route.toString())) {
        problems.add("two routes are " + route);
      }
      boolean raw = route.handling() instanceof Route.Handling.Raw;
      if (!operations.add(route.operationId()) && !raw) {
        problems.add("two routes are called " + route.operationId());
      }
    }
  }

  private static void compareOpen(
      List<Route> routes, List<String> reviewed, List<String> problems) {
    var listed = new TreeSet<>(reviewed);
    for (Route route : routes) {
      if (route.open() && !listed.remove(route.toString())) {
        problems.add(route + " is open but not in " + PUBLIC);
      }
    }
    listed.forEach(line -> problems.add(line + " is in " + PUBLIC + " but not open"));
  }

  /** The reviewed list: method and path; what follows on the line says why. */
  static List<String> reviewed() {
    try (var in = RouteTable.class.getResourceAsStream(PUBLIC)) {
      Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.strip().split("\\s+", 3))
          .map(words -> words[0] + " " + words[1])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
