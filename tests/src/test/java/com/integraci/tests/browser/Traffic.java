package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Ten thousand decisions about the services of a company, as its pipelines ask for them at the
 * gate. Of each service the same share fails a test; the old ones have few tests.
 */
final class Traffic {

  static final int DECISIONS = 10_000;

  /** Services with {@value #FEW_MAX} tests at most. */
  static final List<String> OLD = List.of("billing", "fax", "ledger", "mainframe", "print");

  /** The most that an old service has, and one less than any other has. */
  static final int FEW_MAX = 9;

  private static final List<String> NEW =
      Stream.iterate(1, n -> n + 1).limit(20).map("service-%02d"::formatted).toList();

  private static final List<String> SERVICES =
      Stream.concat(OLD.stream(), NEW.stream()).sorted().toList();

  private static final List<String> ENVIRONMENTS = List.of("test", "staging", "load", "production");

  /** One commit in so many fails a test. */
  private static final int FAILING = 10;

  private static final int CALLERS = 16;

  /** So that commits differ where people look. */
  private static final int ODD = 0x9e3779b1;

  private Traffic() {}

  /** How many decisions on old services are a yes as long as one test is enough. */
  static int allowedOfOld() {
    return DECISIONS / SERVICES.size() * OLD.size() * (FAILING - 1) / FAILING;
  }

  /** How many decisions on each service are a no as long as one test is enough. */
  static int deniedOfOne() {
    return DECISIONS / SERVICES.size() / FAILING;
  }

  /** Asks for all, some at a time. */
  static void send(Pipeline pipeline) throws IOException {
    var next = new AtomicInteger();
    Callable<Integer> caller =
        () -> {
          int made = 0;
          for (int n = next.getAndIncrement(); n < DECISIONS; n = next.getAndIncrement()) {
            ask(pipeline, n);
            made++;
          }
          return made;
        };
    int made = 0;
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Integer> each : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
        made += each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a decision was not made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertEquals(DECISIONS, made);
  }

  private static void ask(Pipeline pipeline, int n) throws IOException {
    var service = SERVICES.get(n % SERVICES.size());
    int run = n / SERVICES.size();
    boolean fails = run % FAILING == 0;
    int passed = OLD.contains(service) ? 1 + run % FEW_MAX : FEW_MAX + 1 + run;
    var tests = Map.of("passed", passed, "failed", fails ? 1 : 0, "skipped", 0);
    var environment = ENVIRONMENTS.get(run % ENVIRONMENTS.size());
    var commit = "%08x%032x".formatted(n * ODD, n);
    var decision = pipeline.decide(service, environment, commit, Map.of("tests", tests));
    assertEquals(!fails, decision.path("allowed").asBoolean(), decision::toString);
  }
}
