package com.integraci.appliance.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Whether the process lives, and whether it is ready: every component answers, so that a sign-up
 * would work.
 */
public final class Health {

  private static final System.Logger LOG = System.getLogger(Health.class.getName());
  private static final Duration WAIT = Duration.ofSeconds(3);

  /**
   * One thing to look at.
   *
   * @param name the component's name, {@code postgresql}
   * @param probe throws when it is not well; has 3 seconds
   */
  public record Check(String name, Runnable probe) {}

  /** What a check found, as the document says it. */
  private record Result(String name, String status) {
    boolean up() {
      return status.equals("up");
    }
  }

  private final List<Check> checks;
  private final Map<String, Boolean> before = new ConcurrentHashMap<>();

  /** Health of these. */
  public Health(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  Route live() {
    return Route.open(
        Method.GET,
        "/health/live",
        "healthLive",
        _ -> Reply.json(Map.of("status", "up", "checks", List.of())));
  }

  Route readiness() {
    return Route.open(Method.GET, "/health/ready", "healthReady", _ -> ready());
  }

  private Reply ready() {
    var results = look();
    boolean up = results.stream().allMatch(Result::up);
    var document = new LinkedHashMap<String, Object>();
    document.put("status", up ? "up" : "down");
    document.put("checks", results);
    return Reply.json(up ? 200 : 503, document);
  }

  /** What each check finds now, in their order; true is well. Takes 3 seconds at most. */
  public Map<String, Boolean> now() {
    var found = new LinkedHashMap<String, Boolean>();
    look().forEach(result -> found.put(result.name(), result.up()));
    return found;
  }

  private List<Result> look() {
    var results = new ArrayList<Result>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = checks.stream().map(check -> Executors.callable(check.probe())).toList();
      List<Future<Object>> done = threads.invokeAll(tasks, WAIT.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < checks.size(); i++) {
        var name = checks.get(i).name();
        results.add(new Result(name, well(name, done.get(i)) ? "up" : "down"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at the components", e);
    }
    return results;
  }

  private boolean well(String name, Future<Object> done) throws InterruptedException {
    try {
      done.get();
      changed(name, true, "");
      return true;
    } catch (ExecutionException e) {
      changed(name, false, e.getCause().toString());
    } catch (CancellationException e) {
      changed(name, false, "no answer in " + WAIT);
    }
    return false;
  }

  /** Only changes are worth a line: somebody looks many times a second while the machine starts. */
  private void changed(String name, boolean well, String why) {
    if (!Boolean.valueOf(well).equals(before.put(name, well))) {
      LOG.log(
          well ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
          well ? name + " is ready" : name + " is not ready: " + why);
    }
  }
}
