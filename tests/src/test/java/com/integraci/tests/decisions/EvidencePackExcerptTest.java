package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditEntry;
import com.integraci.bundles.audit.AuditEntry.Actor;
import com.integraci.bundles.audit.AuditEntry.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs of a time long ago: of a chain that an hour's entry was written to for two days. */
@Tag("isolation")
final class EvidencePackExcerptTest {

  private static final int HOURS = 48;

  @TempDir private static Path state;
  @TempDir private Path folder;

  @Test
  void only_the_entries_around_the_period_are_in_it() throws IOException {
    try (var desk = new PackDesk(state)) {
      var team = desk.lab.desk.other;
      var begun = Instant.now().minus(Duration.ofHours(HOURS + 2)).truncatedTo(ChronoUnit.MILLIS);
      for (int hour = 0; hour < HOURS; hour++) {
        desk.lab.desk.sql(
            "insert into app.audit_entry (tenant_id, body) values (?, ?)",
            team.value(),
            entry(team, begun.plus(Duration.ofHours(hour))));
      }
      // Each hour's entry has its number, one more than the hour. One before and one after.
      expect(desk, begun.plus(minutes(10)), begun.plus(minutes(20)), "entries 11 to 22 ");
      expect(desk, begun.minus(minutes(1)), begun.plus(minutes(0)), "entries 1 to 2 ");
      // The margin is ten minutes.
      var margin = Duration.ofMinutes(10);
      var tenth = begun.plus(Duration.ofHours(9));
      expect(desk, tenth.plus(margin), tenth.plus(minutes(0)), "entries 9 to 11 ");
      expect(desk, tenth.plus(margin).plusMillis(1), tenth.plus(minutes(0)), "entries 10 to 11 ");
      // What comes after the last hour is the first entry by which a pack was made.
      var last = begun.plus(minutes(HOURS));
      expect(desk, last, last.plus(minutes(0)), "entries 48 to 49 ");
    }
  }

  /** So many hours and a half. */
  private static Duration minutes(long hours) {
    return Duration.ofMinutes(60 * hours + 30);
  }

  private void expect(PackDesk desk, Instant from, Instant to, String entries) throws IOException {
    var auditor = desk.lab.desk.caller(desk.lab.desk.other, Role.AUDITOR);
    var file = folder.resolve("pack-" + System.nanoTime() + ".zip");
    var report = desk.verify(desk.make(auditor, from, to, file));
    assertTrue(report.verified(), report.toString());
    var chain = report.checks().stream().filter(check -> check.name().equals("chain")).findFirst();
    assertTrue(chain.orElseThrow().sentence().startsWith(entries), report.toString());
  }

  private static byte[] entry(TenantId team, Instant at) {
    return new AuditEntry(
            team.value(),
            UuidV7.next(),
            at,
            new Actor(Actor.Kind.SYSTEM, team.value()),
            "secret.put",
            new Resource("secret", team.value()),
            AuditEntry.Outcome.DONE,
            Optional.of("system"),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty())
        .bytes();
  }
}
