package com.integraci.appliance.probe;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The API on the isolation probe, for operators, and its metrics. */
public final class ProbeRoutes {

  private static final String PATH = "/api/v1/probe";

  private final Probes probes;

  private ProbeRoutes(Probes probes) {
    this.probes = probes;
  }

  /** The routes with their description. */
  public static Routes of(Probes probes) {
    var routes = new ProbeRoutes(probes);
    return Routes.described(
        ProbeRoutes.class,
        Route.api(Method.GET, PATH, "readProbe", routes::latest),
        Route.api(Method.POST, PATH, "runProbe", routes::run));
  }

  /** What an alarm looks at. */
  public static void gauges(Probes probes, Metrics metrics) {
    metrics.gauge(
        "integraci_probe_open",
        "Attempts of the last isolation probe that no wall stopped.",
        () -> probes.status().map(ProbeStatus::open).orElse(0L));
    metrics.gauge(
        "integraci_probe_age_seconds",
        "How long ago the isolation probe ran last; -1 before its first run.",
        () ->
            probes
                .status()
                .map(run -> (double) Duration.between(run.endedAt(), Instant.now()).toSeconds())
                .orElse(-1.0));
  }

  private Reply latest(Caller caller, Request request) {
    return Reply.json(
        fields(
            probes
                .latest(caller)
                .orElseThrow(() -> new NotFound("The isolation probe has not run yet."))));
  }

  private Reply run(Caller caller, Request request) {
    return Reply.json(fields(probes.run(caller)));
  }

  private static Map<String, Object> fields(ProbeRun run) {
    return Map.of(
        "id", run.id().toString(),
        "started_at", run.startedAt().toString(),
        "ended_at", run.endedAt().toString(),
        "tried", run.tried(),
        "blocked", run.blocked(),
        "attempts", run.attempts().stream().map(ProbeRoutes::fields).toList());
  }

  private static Map<String, Object> fields(Attempt attempt) {
    return Map.of(
        "area", attempt.area(),
        "what", attempt.what(),
        "answer", attempt.answer(),
        "blocked", attempt.blocked());
  }
}
