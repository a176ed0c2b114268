package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Verdict;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A process that replays a bundle and comes to a stand after so many decisions, until it is killed:
 * {@code ReplayingProcess PORT DATABASE AUTHORITY PASSWORDS TENANT BUNDLE DECISIONS}. By its rules
 * each is a no.
 */
final class ReplayingProcess {

  private static final int POOL_MAX = 4;

  private ReplayingProcess() {}

  static Process start(Desk desk, UUID bundle, int decisions, Path log) throws IOException {
    var settings = desk.settings;
    return Victim.start(
        ReplayingProcess.class,
        log,
        "" + settings.port(),
        settings.name(),
        settings.authority().toString(),
        settings.passwords().toString(),
        desk.team.toString(),
        bundle.toString(),
        "" + decisions);
  }

  /** Replays until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            arguments[1],
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            POOL_MAX);
    var team = new TenantId(UUID.fromString(arguments[4]));
    var rules = new StandingRules(new AtomicInteger(Integer.parseInt(arguments[6])));
    try (var database = Database.open(settings);
        var replaying =
            ReplayFeature.of(
                new ReplayFeature.Parts(
                    database,
                    Policy.load(),
                    new AuditLog(),
                    new Metrics(),
                    rules,
                    new NoDrafts()))) {
      var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
      var caller = new Caller(team, actor, Role.OWNER, UuidV7.next());
      var started = replaying.replays().start(caller, UUID.fromString(arguments[5]), 30);
      System.out.println("replays " + started.id() + ".");
      new CountDownLatch(1).await();
    }
  }

  /** Nothing here is tried but what was published. */
  private record NoDrafts() implements Candidates {

    @Override
    public Bundle bundle(Permit permit) {
      throw new NotFound("There is none.");
    }

    @Override
    public Drafted draft(Permit permit, UUID id) {
      throw new NotFound("There is none.");
    }

    @Override
    public Rules.Ruling rules(Drafted drafted) {
      throw new NotFound("There is none.");
    }
  }

  /** Rules that decide so often, and no more. */
  private record StandingRules(AtomicInteger left) implements Rules, Evaluator {

    private static final Rule RULE =
        new Rule("never", "Never", Rule.Severity.LOW, "Nothing passes.", "None.", List.of());

    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      return Optional.of(new Ruling("standing", "1.0.0", "0".repeat(64), List.of(), this));
    }

    @Override
    public Verdict decide(JsonNode facts) {
      if (left.decrementAndGet() < 0) {
        stand();
      }
      return new Verdict(
          List.of(new Finding(RULE, Finding.Outcome.FAIL, Optional.empty(), Optional.empty())));
    }

    private static void stand() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      left.set(0);
    }
  }
}
