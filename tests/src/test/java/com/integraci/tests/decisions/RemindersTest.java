package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.policy.Policy;
import io.helidon.dbclient.DbClientException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reminders of exceptions in several teams. */
@Tag("isolation")
final class RemindersTest {

  @Test
  void a_team_whose_people_cannot_be_told_holds_up_no_other() {
    try (var desk = new Desk();
        var sweeps = JobDatabase.open(desk.settings, JobDatabase.Job.SWEEPER)) {
      var exceptions = new Exemptions(desk.database, Policy.load(), new AuditLog(), desk);
      desk.sql(
          "create function app.stumble() returns trigger language plpgsql"
              + " as $$ begin raise exception 'on purpose'; end $$");
      // Whichever team comes first, the other one is told.
      for (TenantId failing : List.of(desk.team, desk.other)) {
        desk.unguarded("delete from app.policy_exception");
        ending(desk, desk.team);
        ending(desk, desk.other);
        desk.sql(
            "create trigger stumble before update on app.policy_exception for each row when"
                + " (old.tenant_id = '"
                + failing
                + "') execute function app.stumble()");
        assertThrows(DbClientException.class, () -> exceptions.remind(sweeps));
        assertEquals(List.of(failing.toString()), untold(desk));
        desk.sql("drop trigger stumble on app.policy_exception");
        assertEquals(1, exceptions.remind(sweeps));
        assertEquals(List.of(), untold(desk));
      }
    }
  }

  private static void ending(Desk desk, TenantId team) {
    desk.unguarded(
        "insert into app.policy_exception (tenant_id, exception_id, decision, rule, service,"
            + " reason, expires_at, asked_by, asked_at, approved_by, approved_at) values (?, ?,"
            + " 'gate-1', 'tests_passed', 'shop', 'why', date_trunc('second', now()) + interval"
            + " '1 day', ?, now() - interval '29 days', ?, now() - interval '28 days')",
        team.value(),
        UuidV7.next(),
        UuidV7.next(),
        UuidV7.next());
  }

  private static List<String> untold(Desk desk) {
    return desk.texts("select tenant_id from app.policy_exception where told_at is null");
  }
}
