package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Verdict;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import tools.jackson.databind.JsonNode;

/**
 * Has decisions made on threads of the platform. Requests run on virtual ones, of which nobody
 * knows how long they had a processor, so that a busy machine would deny for the time it took.
 *
 * @param rules decide
 * @param threads of the platform, as many as there are decisions at a time
 */
record ProcessorEvaluator(Evaluator rules, ExecutorService threads) implements Evaluator {

  @Override
  public Verdict decide(JsonNode facts) {
    return on(threads, () -> rules.decide(facts));
  }

  /** Has something done on one of those threads. */
  static <T> T on(ExecutorService threads, Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("opa", "The appliance is stopping.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("a decision ended in an unforeseen way", e);
    }
  }

  @Override
  public void close() {
    rules.close();
  }
}
