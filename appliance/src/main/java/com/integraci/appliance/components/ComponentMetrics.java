package com.integraci.appliance.components;

import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Exposition;
import com.integraci.appliance.metrics.Exposition.Kind;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Metrics of one component at a time, for operators. */
public final class ComponentMetrics implements AutoCloseable {

  /** Less than the ten seconds that Prometheus waits by itself. */
  private static final Duration WAIT = Duration.ofSeconds(8);

  /** Questions at one time; a flood of scrapes is not to become one at the components. */
  private static final int ASKED_MAX = 8;

  private static final String UP = "integraci_component_up";
  private static final String UP_HELP = "Whether the component gave its metrics; 0 is away.";

  private final Policy policy;
  private final Map<String, Source> sources;
  private final Duration wait;
  private final Semaphore asked = new Semaphore(ASKED_MAX);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What one component says, as text in Prometheus' format. */
  @FunctionalInterface
  public interface Source {
    /**
     * Asks it.
     *
     * @throws Unavailable when it does not answer
     */
    String read();
  }

  /** Metrics from these, by the component's name. */
  public ComponentMetrics(Policy policy, Map<String, Source> sources) {
    this(policy, sources, WAIT);
  }

  ComponentMetrics(Policy policy, Map<String, Source> sources, Duration wait) {
    this.policy = policy;
    this.wait = wait;
    this.sources = Map.copyOf(sources);
  }

  /** The route with its description. */
  public Routes routes() {
    return Routes.described(
        ComponentMetrics.class,
        Route.api(
            Method.GET,
            "/metrics/{component}",
            "readComponentMetrics",
            (caller, request) ->
                Reply.bytes(
                    200,
                    "text/plain; version=0.0.4",
                    read(caller, request.parameter("component"))
                        .getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * What a component says now, and whether it is up; one that is away is an answer, so that the
   * others' are not lost with it.
   *
   * @throws NotFound when there is no such component
   * @throws Unavailable when it is there but does not let its metrics be read, saying what to do
   */
  String read(Caller caller, String component) {
    policy.authorize(caller, Action.APPLIANCE_READ, Resource.tenant(caller.tenant()));
    var source = sources.get(component);
    if (source == null) {
      throw new NotFound("There is no such component.");
    }
    var said = ask(source);
    var up =
        new Exposition()
            .family(UP, Kind.GAUGE, UP_HELP)
            .sample(UP, said.isPresent() ? 1 : 0, "component", component);
    return up.toString().concat(said.orElse(""));
  }

  private Optional<String> ask(Source source) {
    if (!asked.tryAcquire()) {
      return Optional.empty();
    }
    Future<String> answer = threads.submit(source::read);
    try {
      return Optional.of(answer.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return unlessForbidden(e.getCause());
    } finally {
      answer.cancel(true);
      asked.release();
    }
  }

  private static Optional<String> unlessForbidden(Throwable cause) {
    return switch (cause) {
      case Unreadable refused -> throw new Unavailable(refused.component(), refused.why(), refused);
      case Failure _ -> Optional.empty();
      case RuntimeException fault -> throw fault;
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
