package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.EventPage;
import com.integraci.appliance.events.Events;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("isolation")
class EventsTest {

  private EventPlace place;
  private Events events;
  private TenantId alpha;
  private TenantId beta;

  @BeforeEach
  void start() {
    place = new EventPlace();
    events = new Events(place.database, place.policy, EventRules.load());
    alpha = place.tenant("alpha");
    beta = place.tenant("beta");
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void a_change_is_a_cloudevent_of_ids_and_nothing_else() {
    var secret = place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    place.awaitSealed();
    var page = list(alpha, Role.OWNER, 0, 50);
    var event = page.events().getFirst();
    assertEquals("1.0", event.get("specversion"));
    assertEquals(alpha + "-1", event.get("id"));
    assertEquals("/t/alpha", event.get("source"));
    assertEquals("integraci.secret.put", event.get("type"));
    assertEquals("secret/" + secret, event.get("subject"));
    assertEquals("0000000000000000001", event.get("sequence"));
    String all = page.events().toString().toLowerCase(java.util.Locale.ROOT);
    assertFalse(all.contains("marked"), all);
  }

  @Test
  void a_role_hears_of_no_more_than_it_may_see() {
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    place.done(alpha, Action.WORKFLOW_RESUME, Outcome.FAILED);
    place.done(alpha, Action.SECRET_PUT, Outcome.DENIED);
    place.done(alpha, Action.AUDIT_ERASE, Outcome.DONE);
    place.done(alpha, Action.SECRET_LOGIN, Outcome.DONE);
    place.awaitSealed();
    assertEquals(
        List.of("integraci.secret.put", "integraci.workflow.resume"),
        types(list(alpha, Role.AUDITOR, 0, 50)));
    var viewer = list(alpha, Role.VIEWER, 0, 50);
    assertEquals(List.of(), types(viewer));
    assertEquals(5, viewer.next());
  }

  @Test
  void a_client_that_was_away_finds_each_once_and_in_order() {
    var made = new ArrayList<String>();
    for (int i = 0; i < 25; i++) {
      made.add("secret/" + place.done(alpha, Action.SECRET_DELETE, Outcome.DONE));
      place.done(alpha, Action.SECRET_LOGIN, Outcome.DONE);
      place.done(beta, Action.SECRET_PUT, Outcome.DONE);
    }
    place.awaitSealed();
    var seen = new ArrayList<String>();
    EventPage page = list(alpha, Role.DEVELOPER, 0, 7);
    page.events().forEach(event -> seen.add(event.get("subject").toString()));
    while (page.more()) {
      page = list(alpha, Role.DEVELOPER, page.next(), 7);
      page.events().forEach(event -> seen.add(event.get("subject").toString()));
    }
    assertEquals(made, seen);
    assertEquals(List.of(), list(alpha, Role.DEVELOPER, page.next(), 7).events());
    assertTrue(page.next() >= 50, "up to the end: " + page.next());
  }

  private EventPage list(TenantId tenant, Role role, long after, int limit) {
    return events.list(place.caller(tenant, role), after, limit);
  }

  private static List<Object> types(EventPage page) {
    return page.events().stream().map((Map<String, Object> event) -> event.get("type")).toList();
  }
}
