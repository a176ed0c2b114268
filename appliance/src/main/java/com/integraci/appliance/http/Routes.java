package com.integraci.appliance.http;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one feature contributes to the route table.
 *
 * @param routes its routes
 * @param descriptions where they are described: resources in OpenAPI 3.1 (YAML) with {@code paths}
 *     and {@code components} only
 */
public record Routes(List<Route> routes, List<URL> descriptions) {

  public Routes {
    routes = List.copyOf(routes);
    descriptions = List.copyOf(descriptions);
  }

  /** Routes of the API, described in the resource {@code openapi.yaml} beside the class. */
  public static Routes described(Class<?> feature, Route... routes) {
    var resource = feature.getResource("openapi.yaml");
    if (resource == null) {
      throw new IllegalStateException("no openapi.yaml beside " + feature.getName());
    }
    return new Routes(List.of(routes), List.of(resource));
  }

  /** Pages and what belongs to them, which the API's description leaves out. */
  public static Routes pages(Route... routes) {
    return new Routes(List.of(routes), List.of());
  }

  /** These and others. */
  public Routes and(Routes others) {
    return new Routes(
        Stream.concat(routes.stream(), others.routes.stream()).toList(),
        Stream.concat(descriptions.stream(), others.descriptions.stream()).toList());
  }
}
