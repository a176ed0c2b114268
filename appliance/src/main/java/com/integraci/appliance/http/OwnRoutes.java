package com.integraci.appliance.http;

import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** The routes that belong to no feature: health, metrics, what problems mean, the description. */
public final class OwnRoutes {

  static final List<URL> DESCRIPTIONS = List.of(OwnRoutes.class.getResource("openapi.yaml"));

  private final Health health;
  private final Metrics metrics;
  private final Policy policy;

  /** Routes over these. */
  public OwnRoutes(Health health, Metrics metrics, Policy policy) {
    this.health = health;
    this.metrics = metrics;
    this.policy = policy;
  }

  /**
   * The whole table: these routes and those of the features.
   *
   * @throws IllegalStateException with everything that is wrong with it
   */
  public RouteTable with(List<Routes> features) {
    return with(features, RouteTable.reviewed());
  }

  RouteTable with(List<Routes> features, List<String> reviewed) {
    var all = new ArrayList<Routes>();
    var served = new java.util.concurrent.atomic.AtomicReference<>(new byte[0]);
    all.add(
        new Routes(
            List.of(
                health.live(),
                health.readiness(),
                Route.open(
                    Method.GET,
                    "/openapi.json",
                    "describeApi",
                    _ -> Reply.bytes(200, "application/json", served.get())),
                Route.api(
                    Method.GET,
                    "/metrics",
                    "readMetrics",
                    (caller, _) -> {
                      policy.authorize(
                          caller, Action.APPLIANCE_READ, Resource.tenant(caller.tenant()));
                      return Reply.bytes(
                          200, "text/plain; version=0.0.4", utf8(metrics.exposition()));
                    })),
            DESCRIPTIONS));
    all.add(
        Routes.pages(
            Route.open(
                Method.GET,
                "/problems",
                "explainProblems",
                _ -> Reply.bytes(200, "text/markdown; charset=utf-8", problems()))));
    all.addAll(features);
    var table = RouteTable.of(all, reviewed);
    served.set(Json.write(table.openApi()));
    return table;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** docs/problems.md, which the build packs beside this class. */
  static byte[] problems() {
    try (var in = OwnRoutes.class.getResourceAsStream("problems.md")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
