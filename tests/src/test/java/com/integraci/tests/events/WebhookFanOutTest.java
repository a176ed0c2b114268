package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A team whose messages can't be made holds up nobody behind it. */
@Tag("crash")
class WebhookFanOutTest extends WebhookSuite {

  @Test
  void a_team_whose_batch_fails_is_told_of_after_all_others_had_theirs() {
    create("/failing");
    var beta = place.tenant("beta");
    WebhookPlace.provision(beta);
    var other = place.caller(beta, Role.OWNER);
    Await.available(() -> plane.verbs.create(other, command("/other", true)));
    refuse();
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    place.done(beta, Action.SECRET_PUT, Outcome.DONE);
    place.awaitSealed();

    assertThrows(RuntimeException.class, plane.fanOut::run);
    plane.delivering.run();
    awaitGot("/other", 1);
    assertEquals(List.of(), onThe("/failing"));

    place.sql("drop trigger refuse on app.webhook_delivery");
    deliver();
    awaitGot("/failing", 1);
  }

  private void refuse() {
    place.sql(
        """
        create function app.test_refuse() returns trigger language plpgsql as
        $$ begin raise exception 'refused'; end $$;
        create trigger refuse before insert on app.webhook_delivery
            for each row when (new.tenant_id = '%s') execute function app.test_refuse()
        """
            .formatted(alpha));
  }
}
