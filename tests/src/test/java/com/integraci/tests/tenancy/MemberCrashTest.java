package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.members.Acceptance;
import com.integraci.appliance.members.Invitations;
import com.integraci.appliance.members.Invite;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is killed around the steps that let a person into a team and out of it, forwards
 * and back, leaves something from which another reaches the same end.
 */
@Tag("crash")
final class MemberCrashTest {

  private static final String SLUG = "joining";

  private static TeamPlace place;
  private static Broken team;
  private static Caller owner;
  private static Invitations invitations;
  private static Acceptance acceptance;
  private static Members members;

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
    team = Broken.team(place, SLUG);
    owner = place.member(team.tenant(), Role.OWNER);
    invitations = new Invitations(place.members, place.post);
    acceptance = new Acceptance(place.members, place.front, place.openbao.signups());
    members = new Members(place.members);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void an_accepted_invitation_makes_one_member(Probe.Point point) {
    var email = point.name().toLowerCase(java.util.Locale.ROOT) + "@joining.example";
    accept(email);
    KilledEngine.run(place, "member", point);
    team.finish();
    var member = member();
    assertTrue(place.keycloak.hasUser(SLUG, member), "Keycloak has the user");
    assertEquals(1, rows(member));
    assertTrue(place.openbao.signups().read(member).isEmpty(), "something waits still");

    members.remove(owner, member);
    assertEquals(0, rows(member));
    KilledEngine.run(place, "realm-user", point);
    team.finish();
    assertEquals(false, place.keycloak.hasUser(SLUG, member), "Keycloak has the user still");
    assertEquals(false, place.keycloak.directory().hasAddress(SLUG, email));
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void one_that_can_not_succeed_leaves_nothing(Probe.Point point) {
    accept("late-" + point.name().toLowerCase(java.util.Locale.ROOT) + "@joining.example");
    var member = member();
    place.openbao.signups().destroy(member);
    KilledEngine.run(place, "member", point, true);
    team.finish();
    assertEquals(false, place.keycloak.hasUser(SLUG, member), "Keycloak has the user");
    assertEquals(0, rows(member));
    assertEquals("failed", latest("state"));
  }

  private static void accept(String email) {
    var link = invitations.run(owner, new Invite(email, Role.DEVELOPER)).link().getPath();
    acceptance.run(link.substring(Invitations.PATH.length()), "Grace Hopper", "a good password");
  }

  private static UUID member() {
    return UUID.fromString(latest("payload::json ->> 'member'"));
  }

  private static String latest(String what) {
    return text(
        "select "
            + (what.equals("state") ? "state" : "payload::json ->> 'member'")
            + " as v from app.workflow where definition = 'member.accept'"
            + " order by workflow_id desc limit 1");
  }

  private static long rows(UUID member) {
    return Long.parseLong(
        text("select count(*)::text as v from app.member where member_id = '" + member + "'"));
  }

  private static String text(String sql) {
    return place
        .database
        .inTenant(team.tenant(), tx -> tx.first(sql, row -> row.text("v")))
        .orElse("");
  }
}
