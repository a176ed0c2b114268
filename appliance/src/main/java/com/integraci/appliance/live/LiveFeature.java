package com.integraci.appliance.live;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.http.Guard;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import java.util.Optional;
import java.util.function.Consumer;

/** Live pages as a whole: what the control plane opens, and starts when it starts. */
public final class LiveFeature {

  private final LiveStreams streams;
  private final NewsReader reader;
  private final LiveRoutes routes;
  private final Guard guard;

  private LiveFeature(Policy policy, Database database, Guard guard, Metrics metrics) {
    this.streams =
        new LiveStreams(
            metrics.counter(
                "integraci_live_refused_total", "Streams refused because too many were open."));
    this.reader = new NewsReader(database, streams);
    this.guard = guard;
    var told = metrics.counter("integraci_live_told_total", "Times that a page was told to look.");
    var parts = new LiveStream.Parts(new Hearing(EventRules.load(), policy), told);
    this.routes = new LiveRoutes(policy, streams, reader, guard, parts);
    metrics.gauge("integraci_live_streams", "Streams that are open now.", streams::count);
  }

  /**
   * Over these.
   *
   * @param guard says who asks, and who that is now
   */
  public static LiveFeature of(Policy policy, Database database, Guard guard, Metrics metrics) {
    return new LiveFeature(policy, database, guard, metrics);
  }

  /** The one route. */
  public Routes routes() {
    return Routes.pages(routes.route());
  }

  /** The same guard, which says of visitors how far their team's chain had come. */
  public Guard guard() {
    return new Placing();
  }

  /** Who is told after the commit that a tenant has sealed entries: the first, then this. */
  public Consumer<TenantId> after(Consumer<TenantId> first) {
    return first.andThen(reader::sealed);
  }

  /**
   * Starts reading. Close it before the server, which waits for answers to end.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   * @param overview the pool of job {@link JobDatabase.Job#OVERVIEW}
   */
  public AutoCloseable start(JobDatabase claims, JobDatabase overview) {
    var job =
        RecurringJob.start(
            "live", NewsReader.POLL, reader.wakeUp(), () -> reader.run(claims, overview));
    return () -> {
      streams.close();
      job.close();
    };
  }

  private final class Placing implements Guard {

    @Override
    public Caller byToken(Request request) {
      return guard.byToken(request);
    }

    @Override
    public Visitor bySession(Request request) {
      var visitor = guard.bySession(request);
      return streams
          .find(visitor.caller().tenant())
          .map(news -> visitor.at(news.reached().sequence()))
          .orElse(visitor);
    }

    @Override
    public Optional<Visitor> now(Request request) {
      return guard.now(request);
    }

    @Override
    public void refused(Caller caller, Route route, Failure failure) {
      guard.refused(caller, route, failure);
    }
  }
}
