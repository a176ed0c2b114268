package com.integraci.tests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.live.LivePlace.Person;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The streams of open pages: who is told of what, for how long, and how many at a time. */
@Tag("isolation")
class LiveTest {

  private static final String END = "end";

  private static LivePlace place;

  @BeforeAll
  static void start() {
    place = new LivePlace();
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  @Test
  void a_page_is_told_what_kind_of_thing_happened_as_its_role_may_hear_of_it() {
    var tenant = place.team("live-roles");
    var owner = place.person(tenant, "live-roles", "owner");
    var viewer = place.person(tenant, "live-roles", "viewer");
    try (var asOwner = place.listen(owner);
        var asViewer = place.listen(viewer)) {
      withdraw(owner);
      asOwner.awaitTopic("invitation");
      place.group(owner, "marked-group");
      asViewer.awaitTopic("group");
      asOwner.awaitTopic("group");
      asViewer.awaitBeat();
      assertEquals(List.of("all", "group"), asViewer.changes());
      assertTrue(asOwner.changes().stream().anyMatch(said -> said.contains("audit")));
      assertFalse(asOwner.heard().toString().contains("marked"), asOwner.heard().toString());
      assertFalse(asOwner.heard().toString().contains(tenant.toString()));
    }
  }

  @Test
  void another_team_hears_nothing_and_gets_no_stream() {
    var one = place.person(place.team("live-one"), "live-one", "owner");
    var two = place.person(place.team("live-two"), "live-two", "owner");
    try (var ours = place.listen(one);
        var theirs = place.listen(two)) {
      place.group(one, "ours");
      ours.awaitTopic("group");
      theirs.awaitBeat();
      assertEquals(List.of("all"), theirs.changes());
    }
    var stranger = new Person(one.tenant(), one.slug(), two.id(), two.token());
    var answer =
        place.plane.send(
            place.stream(stranger, place.plane.settings().url(), "")
                .header("Accept", "text/event-stream"));
    assertEquals(401, answer.statusCode(), answer.body());
  }

  @Test
  void a_browser_that_comes_back_is_told_what_followed_and_no_more() {
    var tenant = place.team("live-back");
    var owner = place.person(tenant, "live-back", "owner");
    var viewer = place.person(tenant, "live-back", "viewer");
    long seen;
    try (var first = place.listen(viewer)) {
      place.group(owner, "first");
      first.awaitTopic("group");
      seen = first.place();
    }
    place.group(owner, "second");
    var url = place.plane.settings().url();
    try (var back = place.listen(viewer, url, "?after=1", "Last-Event-ID", Long.toString(seen))) {
      back.awaitTopic("group");
      assertFalse(back.changes().contains("all"), back.heard().toString());
      assertTrue(back.place() > seen);
    }
    try (var late = place.listen(viewer, url, "?after=999999999")) {
      late.awaitTopic("all");
    }
  }

  @Test
  void the_streams_of_a_removed_and_of_a_signed_out_member_end() {
    var tenant = place.team("live-ends");
    var owner = place.person(tenant, "live-ends", "owner");
    var removed = place.person(tenant, "live-ends", "developer");
    var leaving = place.person(tenant, "live-ends", "viewer");
    var stays = place.session(leaving);
    try (var one = place.listen(removed);
        var two = place.listen(leaving);
        var three = place.listen(stays)) {
      assertEquals(303, submit(owner, "/members/" + removed.id() + "/remove").statusCode());
      one.awaitEnd();
      assertEquals(END, one.heard().getLast());
      assertEquals(303, submit(leaving, "/signout").statusCode());
      two.awaitEnd();
      assertEquals(END, two.heard().getLast());
      three.awaitBeat();
      assertFalse(three.heard().contains(END));
    }
  }

  @Test
  void the_streams_of_a_suspended_team_end_and_the_operators_pages_are_told() {
    var operator = place.operator();
    var owner = place.person(place.team("live-stopped"), "live-stopped", "owner");
    try (var asOperator = place.listen(operator);
        var asOwner = place.listen(owner)) {
      asOperator.awaitTopic("all");
      var form = Map.of("team", owner.slug(), "reason", "has not paid");
      var url = place.plane.settings().url();
      assertEquals(303, place.submit(operator, url, "/tenants/suspend", form).statusCode());
      asOwner.awaitEnd();
      assertEquals(END, asOwner.heard().getLast());
      asOperator.awaitTopic("audit");
      assertFalse(asOperator.heard().toString().contains("stopped"));
    }
  }

  @Test
  void an_operators_page_is_told_of_a_team_that_leaves_no_entry_in_its_chain() {
    var operator = place.operator();
    try (var listening = place.listen(operator)) {
      listening.awaitTopic("tenant");
      long before = count(listening, "tenant");
      place.team("live-new");
      Await.until("a team is new", Listening.SOON, () -> count(listening, "tenant") > before);
    }
  }

  @Test
  void neither_a_stream_nor_what_a_page_asks_by_itself_keeps_an_idle_session_alive() {
    var owner = place.person(place.team("live-idle"), "live-idle", "owner");
    place.plane.sql(
        "update app.session set last_seen_at = now() - interval '29 minutes 50 seconds' where"
            + " member_id = ?",
        owner.id());
    try (var listening = place.listen(owner)) {
      assertEquals(200, byItself(owner, "/groups").statusCode());
      Await.until(
          "the session is over, and the stream with it",
          Duration.ofSeconds(30),
          () -> listening.heard().contains(END));
      assertEquals(401, byItself(owner, "/groups").statusCode());
    }
  }

  @Test
  void the_seventh_stream_of_a_session_ends_the_first_and_leaves_others_sessions_alone() {
    var owner = place.person(place.team("live-many"), "live-many", "owner");
    var elsewhere = place.session(owner);
    var opened = new ArrayList<Listening>();
    try (var other = place.listen(elsewhere)) {
      for (int i = 0; i < 7; i++) {
        opened.add(place.listen(owner));
      }
      opened.getFirst().awaitEnd();
      assertEquals("full", opened.getFirst().heard().getLast());
      place.group(owner, "many");
      for (Listening listening : opened.subList(1, 7)) {
        listening.awaitTopic("group");
      }
      other.awaitTopic("group");
    } finally {
      opened.forEach(Listening::close);
    }
  }

  @Test
  void a_change_of_role_has_every_page_look_again_and_hear_by_the_new_role() {
    var tenant = place.team("live-change");
    var owner = place.person(tenant, "live-change", "owner");
    var viewer = place.person(tenant, "live-change", "viewer");
    try (var listening = place.listen(viewer)) {
      listening.awaitTopic("all");
      place.plane.sql("update app.member set role = 'admin' where member_id = ?", viewer.id());
      place.group(owner, "one");
      Await.until("all again", Listening.SOON, () -> count(listening, "all") == 2);
      withdraw(owner);
      listening.awaitTopic("invitation");
    }
  }

  @Test
  void what_another_control_plane_does_arrives_and_its_end_ends_its_streams_at_once() {
    var owner = place.person(place.team("live-two-planes"), "live-two-planes", "owner");
    try (var second = place.new Second();
        var here = place.listen(owner)) {
      try (var there = place.listen(owner, second.url, "")) {
        place.group(owner, second.url, "there");
        here.awaitTopic("group");
        there.awaitTopic("group");
        long began = System.nanoTime();
        second.stop();
        there.awaitEnd();
        assertFalse(there.cut());
        assertFalse(there.heard().contains(END));
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, "stopping took " + took);
      }
      here.awaitBeat();
    }
  }

  @Test
  void a_stream_that_waits_holds_no_connection_to_the_database() {
    var tenant = place.team("live-quiet");
    var people = new ArrayList<Listening>();
    try {
      for (int i = 0; i < 40; i++) {
        people.add(place.listen(place.person(tenant, "live-quiet", "viewer")));
      }
      people.getLast().awaitBeat();
      long connections =
          place.plane.count(
              "select count(*) from pg_stat_activity where datname = current_database() and state"
                  + " like 'idle in transaction%'");
      assertEquals(0, connections);
      var owner = place.person(tenant, "live-quiet", "owner");
      place.group(owner, "all-hear");
      people.forEach(listening -> listening.awaitTopic("group"));
    } finally {
      people.forEach(Listening::close);
    }
  }

  private static long count(Listening listening, String topic) {
    return listening.changes().stream()
        .filter(said -> List.of(said.split(" ", -1)).contains(topic))
        .count();
  }

  /** What a page asks for without a person's doing. */
  private static HttpResponse<String> byItself(Person person, String path) {
    return place.plane.send(
        place
            .plane
            .request("/t/" + person.slug() + path)
            .header("Cookie", person.cookie())
            .header("X-Unattended", "yes"));
  }

  /** An invitation is withdrawn, of which only those hear who may invite. */
  private static void withdraw(Person owner) {
    var invitation = UuidV7.next();
    place.plane.sql(
        "insert into app.invitation (tenant_id, invitation_id, token_hash, email, role, invited_by)"
            + " values (?, ?, sha256(convert_to(?::text, 'UTF8')), 'marked@tests.example',"
            + " 'viewer', ?)",
        owner.tenant(),
        invitation,
        invitation,
        owner.id());
    assertEquals(303, submit(owner, "/invitations/" + invitation + "/withdraw").statusCode());
  }

  private static HttpResponse<String> submit(Person person, String path) {
    return place.submit(person, place.plane.settings().url(), path, Map.of());
  }
}
