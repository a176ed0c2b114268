package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * A process in which many ask a gate until it is killed: {@code DecidingProcess PORT DATABASE
 * AUTHORITY PASSWORDS TENANT}. It prints the id of each decision that somebody was told.
 */
final class DecidingProcess {

  private static final int CALLERS = 16;
  private static final int POOL_MAX = 4;

  private DecidingProcess() {}

  static Process start(Desk desk, Path log) throws IOException {
    var settings = desk.settings;
    return Victim.start(
        DecidingProcess.class,
        log,
        "" + settings.port(),
        settings.name(),
        settings.authority().toString(),
        settings.passwords().toString(),
        desk.team.toString());
  }

  /** Decides until it is killed. */
  public static void main(String[] arguments) {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            arguments[1],
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            POOL_MAX);
    var team = new TenantId(UUID.fromString(arguments[4]));
    try (var database = Database.open(settings);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var parts = new DecisionFeature.Parts(database, Policy.load(), new AuditLog(), new Metrics());
      var gates = DecisionFeature.of(parts, new NoRules()).gates();
      for (int i = 0; i < CALLERS; i++) {
        var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
        callers.execute(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                var caller = new Caller(team, actor, Role.DEVELOPER, UuidV7.next());
                var told = gates.decide(caller, "deploy", Desk.facts()).id();
                System.out.println("told " + told + ".");
              }
            });
      }
    }
  }

  /** No bundle was ever published: each decision is a no, and kept like any other. */
  private static final class NoRules implements Rules {
    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      return Optional.empty();
    }
  }
}
