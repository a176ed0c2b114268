package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A suspended team's messages wait, and hold up nobody else's. */
@Tag("crash")
class WebhookSuspensionTest extends WebhookSuite {

  @Test
  void a_suspended_team_hears_nothing_until_it_is_resumed_and_others_go_on() {
    create("/suspended");
    var beta = place.tenant("beta");
    var other = place.caller(beta, Role.OWNER);
    WebhookPlace.provision(beta);
    Await.available(() -> plane.verbs.create(other, command("/other", true)));
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    state("suspended");
    place.done(beta, Action.SECRET_PUT, Outcome.DONE);
    deliver();
    awaitGot("/other", 1);
    Await.until("it was put off", PATIENCE, () -> waiting() == 1);
    assertEquals(List.of(), onThe("/suspended"));

    state("active");
    dueNow();
    plane.delivering.run();
    awaitGot("/suspended", 1);
  }

  private void state(String state) {
    place.sql("update app.tenant set state = '%s' where tenant_id = '%s'".formatted(state, alpha));
  }

  /** Messages of the suspended team that nobody has a lease on and that are due later. */
  private long waiting() {
    return place.number(
        """
        select count(*) from app.webhook_delivery
        where tenant_id = '%s' and lease_id is null and due_at > now()
        """
            .formatted(alpha));
  }
}
