package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Verdict;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * The appliance's own candidates, of whose rules it is counted who has them.
 *
 * @param real the candidates
 * @param compiled how many rules were given
 * @param open how many of them nobody has closed
 */
record WatchedCandidates(Candidates real, AtomicInteger compiled, AtomicInteger open)
    implements Candidates {

  WatchedCandidates(Candidates real) {
    this(real, new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public Bundle bundle(Permit permit) {
    return real.bundle(permit);
  }

  @Override
  public Drafted draft(Permit permit, UUID id) {
    return real.draft(permit, id);
  }

  @Override
  public Rules.Ruling rules(Drafted drafted) {
    var given = real.rules(drafted);
    compiled.incrementAndGet();
    open.incrementAndGet();
    return new Rules.Ruling(
        given.name(),
        given.version(),
        given.digest(),
        given.rules(),
        new Watched(given.evaluator(), open));
  }

  private record Watched(Evaluator real, AtomicInteger open) implements Evaluator {

    @Override
    public Verdict decide(JsonNode facts) {
      return real.decide(facts);
    }

    @Override
    public void close() {
      open.decrementAndGet();
      real.close();
    }
  }
}
