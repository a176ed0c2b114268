package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Histogram;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides at gates, by the rules that the team has active. */
public final class Gates {

  private final Policy policy;
  private final Standings standings;
  private final DecisionLog log;
  private final Counter decided;
  private final Histogram latency;
  private final InstantSource clock;

  Gates(Policy policy, Standings standings, DecisionLog log, Metrics metrics, InstantSource clock) {
    this.policy = policy;
    this.standings = standings;
    this.log = log;
    this.clock = clock;
    this.decided =
        metrics.counter(
            "integraci_decisions_total", "Decisions: allowed, or by what made it a no.", "result");
    this.latency =
        metrics.histogram(
            "integraci_decision_seconds",
            "How long the rules took for a decision, by kind.",
            "kind");
  }

  /**
   * Decides, and returns when the decision is written down: a no is an answer, not an exception.
   *
   * @param gate the gate's name; it is the team's own choice
   * @param facts the facts of {@code gate-1} without gate and time
   * @return the decision with what the rules found
   * @throws com.integraci.appliance.failure.Invalid with every place where facts break the schema
   * @throws com.integraci.appliance.failure.Limited when too many of the team's wait
   * @throws com.integraci.appliance.failure.Unavailable when it could not be written down
   */
  public Decision decide(Caller caller, String gate, Map<String, Object> facts) {
    var id = new Resource("decision", UuidV7.next());
    var permit = policy.authorize(caller, Action.GATE_DECIDE, id);
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var subject = Subject.read(gate, facts, at);
    var standing = standings.of(permit.tenant(), subject.about(), at);
    var draft = draft(permit, standing.active(), subject.with(standing.exceptions()), at);
    log.write(draft);
    decided.increment(draft.outcome().allowed() ? "allowed" : draft.outcome().reason().word());
    latency.observe(draft.latency().toNanos(), draft.about().kind());
    return draft.decision();
  }

  /** Refuses whoever may not ask gates. */
  void requireMay(Caller caller) {
    policy.authorize(caller, Action.GATE_DECIDE, new Resource("decision", UuidV7.next()));
  }

  private static Draft draft(
      Permit permit, Optional<Rules.Ruling> active, Subject subject, Instant at) {
    long start = System.nanoTime();
    var outcome =
        active.map(ruling -> outcome(ruling, subject.facts())).orElseGet(Outcome::noBundle);
    var took = Duration.ofNanos(System.nanoTime() - start);
    return new Draft(
        permit,
        subject.about(),
        active.map(Gates::ref),
        subject.input(),
        DecisionHashes.of(subject.input(), outcome.result()),
        outcome,
        took,
        at);
  }

  static Outcome outcome(Rules.Ruling ruling, JsonNode facts) {
    try {
      return Outcome.of(ruling.evaluator().decide(facts));
    } catch (Undecided e) {
      return Outcome.undecided(e);
    }
  }

  private static Decision.BundleRef ref(Rules.Ruling ruling) {
    return new Decision.BundleRef(ruling.name(), ruling.version(), ruling.digest());
  }
}
