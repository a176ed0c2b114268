package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.ForeignDeed;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.tests.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of a deed in another tenant when its second entry can't be written either. */
@Tag("crash")
final class ForeignDeedTest {

  @Test
  void the_deeds_own_failure_is_thrown_and_the_entrys_is_with_it() {
    try (var database = Database.open(PostgresServer.shared().copy())) {
      var resource = Resource.tenant(TenantId.APPLIANCE);
      var permit =
          Policy.load().system(TenantId.APPLIANCE, UuidV7.next(), Action.WORKFLOW_RUN, resource);
      var deed = new ForeignDeed(database, new AuditLog());
      Runnable gone = database::close;
      var thrown =
          assertThrows(
              Conflict.class,
              () ->
                  deed.run(
                      permit,
                      AuditEvent.done(resource),
                      () -> {
                        gone.run();
                        throw new Conflict("It is another's.");
                      }));
      assertEquals("It is another's.", thrown.getMessage());
      assertEquals(1, thrown.getSuppressed().length);
    }
  }
}
