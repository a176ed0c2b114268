package com.integraci.tests.workflow;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.policy.Policy;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.bench.Figures;
import com.integraci.tests.bench.Interleaved;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Workflow steps a second, against DBOS Transact: ten empty steps in each workflow, as many at work
 * at one time, as many connections, on one server that waits for the disk. Ours with its audit
 * entries, until the last is sealed, and without.
 */
@Tag("bench")
final class WorkflowBench {

  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final int SEALER_POOL = 2;
  private static final double FLOOR = 1.0;

  private static final String AUDITED = "with entries, sealed";
  private static final String UNAUDITED = "without entries";
  private static final String DBOS = "DBOS Transact";

  @Test
  void ten_empty_steps() {
    try (var server = PostgresServer.start()) {
      server.waitForTheDisk();
      var settings = server.copy().withPoolMax(EmptySteps.POOL);
      try (var own = Database.open(settings.withPoolMax(SEALER_POOL));
          var claims = JobDatabase.open(settings, JobDatabase.Job.SEALER);
          var sealer = Sealer.start(own, claims, Policy.load());
          var audited = EmptySteps.audited(settings, new AuditLog(sealer), sealer::sealed);
          var unaudited = EmptySteps.unaudited(server.copy().withPoolMax(EmptySteps.POOL));
          var dbos = new DbosSteps(server)) {
        var variants = new LinkedHashMap<String, Interleaved.Work>();
        variants.put(UNAUDITED, unaudited);
        variants.put(DBOS, dbos);
        variants.put(AUDITED, audited);
        write(
            Interleaved.measure(
                variants, EmptySteps.WORKERS, SLICE, ROUNDS, () -> knowItsTables(server)));
      }
    }
  }

  private static void write(Interleaved measured) {
    var rates =
        "%.0f, %.0f, %.0f steps/s (without entries, DBOS, with entries); %d at work, %d connections"
            .formatted(
                measured.median(UNAUDITED) * EmptySteps.STEPS,
                measured.median(DBOS) * EmptySteps.STEPS,
                measured.median(AUDITED) * EmptySteps.STEPS,
                EmptySteps.WORKERS,
                EmptySteps.POOL);
    new Figures("Workflow steps")
        .ratio(
            "ten empty steps: ours without entries / DBOS Transact 1.1.0-m6",
            measured.ratio(UNAUDITED, DBOS),
            FLOOR,
            rates)
        .figure(
            "ten empty steps: ours with entries / DBOS Transact 1.1.0-m6",
            "%.2f".formatted(measured.ratio(AUDITED, DBOS)),
            "until the last entry is sealed; the disk is waited for")
        .write();
  }

  /**
   * What PostgreSQL does by itself within a minute of use: without it plans are for empty tables.
   */
  private static void knowItsTables(PostgresServer server) {
    server.run("vacuumdb", "--all", "--analyze");
  }
}
