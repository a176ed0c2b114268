package com.integraci.appliance.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.live.TeamNews.Followed;
import com.integraci.appliance.live.TeamNews.Item;
import com.integraci.appliance.live.TeamNews.Place;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HearingTest {

  private final Hearing hearing = new Hearing(EventRules.load(), Policy.load());

  @Test
  void a_role_hears_of_the_events_that_it_may_hear_of() {
    var put = item("secret.put", "secret", "done");
    assertEquals(Set.of("secret"), topics(Role.DEVELOPER, put));
    assertEquals(Set.of(), topics(Role.VIEWER, put));
    assertEquals(Set.of("member"), topics(Role.VIEWER, item("member.change", "member", "done")));
    var invited = item("invitation.create", "invitation", "done");
    assertEquals(Set.of(), topics(Role.DEVELOPER, invited));
    assertEquals(Set.of("audit", "invitation"), topics(Role.ADMIN, invited));
  }

  @Test
  void whoever_reads_the_log_hears_of_every_entry_and_nobody_else_of_what_is_for_auditors() {
    var refused = item("secret.put", "secret", "denied");
    var session = item("session.create", "session", "done");
    assertEquals(Set.of("audit"), topics(Role.AUDITOR, refused));
    assertEquals(Set.of("audit"), topics(Role.OWNER, session));
    assertEquals(Set.of(), topics(Role.MAINTAINER, refused, session));
  }

  @Test
  void whoever_reads_workflows_hears_of_each_step_whatever_its_action() {
    var step = item("member.create", "workflow", "failed");
    assertEquals(Set.of("member", "workflow"), topics(Role.DEVELOPER, step));
    assertEquals(Set.of("member"), topics(Role.VIEWER, step));
    var swept = item("invitation.sweep", "workflow", "done");
    assertEquals(Set.of("workflow"), topics(Role.MAINTAINER, swept));
  }

  @Test
  void after_a_gap_everybody_is_to_look_at_everything() {
    var followed = new Followed(List.of(), true, false, new Place(1, 0));
    assertEquals(Set.of("all"), hearing.topics(caller(Role.VIEWER), followed));
  }

  @Test
  void what_leaves_no_entry_in_the_chain_is_for_whoever_lists_teams() {
    var followed = new Followed(List.of(), false, true, new Place(1, 1));
    assertEquals(Set.of("tenant"), hearing.topics(caller(Role.OPERATOR), followed));
    assertEquals(Set.of(), hearing.topics(caller(Role.OWNER), followed));
  }

  private Set<String> topics(Role role, Item... items) {
    return hearing.topics(
        caller(role), new Followed(List.of(items), false, false, new Place(1, 0)));
  }

  @Test
  void whoever_is_told_in_a_notice_hears_of_it_and_nobody_else() {
    var admins = told("account.create", "service-account", false);
    assertEquals(Set.of("account", "audit", "notice"), topics(Role.ADMIN, admins));
    assertEquals(Set.of("account"), topics(Role.MAINTAINER, admins));
    assertEquals(Set.of(), topics(Role.DEVELOPER, admins));
    var viewer = caller(Role.VIEWER);
    var facts = Map.of("member", viewer.actor().id().toString());
    var given = told(UuidV7.next(), "grant.create", facts);
    assertEquals(Set.of("grant", "notice"), topics(viewer, given));
    assertEquals(Set.of("grant"), topics(Role.VIEWER, given));
    var behind = Map.of("member", UuidV7.next().toString(), "owner", facts.get("member"));
    assertEquals(
        Set.of("exception", "notice"),
        topics(viewer, told(UuidV7.next(), "exception.end", behind)));
    var other = topics(Role.DEVELOPER, told(UuidV7.next(), "exception.end", behind));
    assertEquals(Set.of("exception"), other);
    var self = told(viewer.actor().id(), "grant.create", facts);
    assertEquals(Set.of("grant"), topics(viewer, self), "who did it is told");
    var failed = told("secret.sweep", "workflow", true);
    assertTrue(topics(Role.OWNER, failed).contains("notice"));
    assertFalse(topics(Role.OPERATOR, failed).contains("notice"));
  }

  private Set<String> topics(Caller caller, Item item) {
    return hearing.topics(caller, new Followed(List.of(item), false, false, new Place(1, 0)));
  }

  private static Item told(String action, String kind, boolean failed) {
    var resource = new Resource(kind, UuidV7.next());
    var told = NoticeRules.load().told(UuidV7.next(), action, resource, failed, Map.of());
    return new Item(1, action, kind, failed ? "failed" : "done", told);
  }

  private static Item told(UUID actor, String action, Map<String, String> facts) {
    var resource = new Resource("role-grant", UuidV7.next());
    var told = NoticeRules.load().told(actor, action, resource, false, facts);
    return new Item(1, action, "role-grant", "done", told);
  }

  private static Item item(String action, String resource, String outcome) {
    return new Item(1, action, resource, outcome, Optional.empty());
  }

  private static Caller caller(Role role) {
    var tenant = role == Role.OPERATOR ? TenantId.APPLIANCE : TenantId.fresh();
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }
}
