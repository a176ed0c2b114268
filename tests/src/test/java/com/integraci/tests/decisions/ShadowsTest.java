package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.appliance.replay.Replays;
import com.integraci.appliance.replay.Shadow;
import com.integraci.appliance.replay.Shadow.Counts;
import com.integraci.appliance.replay.Shadows;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bundles in the shadow: what they count, that they count for nothing, and how they end. */
@Tag("isolation")
final class ShadowsTest extends LabTest {

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration SEEN_MAX = Duration.ofSeconds(30);
  private static final String BEGINNING = "seen = '00000000-0000-0000-0000-000000000000'";

  private static JobDatabase sweeps;

  @BeforeAll
  static void openSweeps() {
    sweeps = JobDatabase.open(lab.desk.settings, JobDatabase.Job.SWEEPER);
  }

  @AfterAll
  static void closeSweeps() {
    sweeps.close();
  }

  @Test
  void it_counts_what_was_decided_since_and_changes_nothing() {
    lab.activate(publish("1.0.0", 5));
    decide("shop", 7);
    var shadow = shadows().start(lab.caller(Role.MAINTAINER), publish("1.1.0", 10).id());
    try (var _ = following(lab.replaying(lab.bundles.rules()))) {
      var few = decide("shop", 7);
      decide("shop", 50);
      var none = decide("wiki", 2);
      assertEquals(new Counts(2, 1, 0, 0), counted(shadow, 3));
      assertTrue(few.allowed() && !none.allowed());
      assertEquals(List.of(few.id()), changes(shadow, ReplayChange.Filter.ALL));
      assertEquals(List.of(), changes(shadow, new ReplayChange.Filter("to_deny", "wiki")));
      var again = decide("docs", 8);
      assertEquals(new Counts(2, 2, 0, 0), counted(shadow, 4));
      assertEquals(
          List.of(again.id(), few.id()), changes(shadow, new ReplayChange.Filter("to_deny", "")));
    }
  }

  @Test
  void who_starts_again_goes_on_where_the_last_one_stopped() {
    var shadow = shadows().start(lab.caller(Role.MAINTAINER), publish("1.0.0", 5).id());
    lab.multiply(decide("shop", 7), 1100);
    try (var _ = following(lab.replaying(lab.bundles.rules()))) {
      counted(shadow, 1);
    }
    try (var _ = following(lab.replaying(lab.bundles.rules()));
        var _ = following(lab.replaying(lab.bundles.rules()))) {
      // Nobody decided before, which was a no.
      assertEquals(new Counts(0, 0, 1101, 0), counted(shadow, 1101));
      decide("shop", 7);
      assertEquals(new Counts(0, 0, 1102, 0), counted(shadow, 1102));
    }
    assertEquals(List.of("1102"), lab.desk.texts("select count(*)::text from app.shadow_change"));
  }

  @Test
  void a_team_has_one_of_a_kind_and_none_of_the_bundle_that_decides() {
    var maintainer = lab.caller(Role.MAINTAINER);
    var active = lab.activate(publish("1.0.0", 5));
    var candidate = publish("1.1.0", 10);
    var message =
        assertThrows(Conflict.class, () -> shadows().start(maintainer, active.id())).getMessage();
    assertEquals("It decides already, and not in the shadow.", message);
    var first = shadows().start(maintainer, candidate.id());
    message =
        assertThrows(Conflict.class, () -> shadows().start(maintainer, candidate.id()))
            .getMessage();
    assertEquals("Another bundle decides in the shadow. End that first.", message);
    var ended = shadows().end(maintainer, first.id());
    assertTrue(ended.endedAt().isPresent());
    assertThrows(Conflict.class, () -> shadows().end(maintainer, first.id()));
    var second = shadows().start(maintainer, candidate.id());
    assertEquals(
        List.of(second.id(), first.id()),
        shadows().list(lab.caller(Role.AUDITOR)).stream().map(Shadow::id).toList());
  }

  @Test
  void it_ends_by_itself_when_its_bundle_decides_and_the_chain_has_what_it_counted() {
    var candidate = publish("1.0.0", 5);
    var shadow = shadows().start(lab.caller(Role.MAINTAINER), candidate.id());
    try (var _ = following(lab.replaying(lab.bundles.rules()))) {
      decide("shop", 7);
      counted(shadow, 1);
      lab.activate(candidate);
      Await.until("it has ended", SEEN_MAX, () -> read(shadow).endedAt().isPresent());
    }
    assertEquals(
        List.of("system|" + candidate.digest() + "|0|1"),
        lab.desk.entries(
            shadow.id(),
            """
            concat_ws('|', b->'actor'->>'kind', b->'facts'->>'bundle', b->'facts'->>'to_deny',
                      b->'facts'->>'to_allow')
            """,
            "b->>'action' = 'shadow.end'"));
  }

  @Test
  void a_bundle_that_can_not_decide_now_waits_and_holds_up_nobody() {
    var shadow = shadows().start(lab.caller(Role.MAINTAINER), publish("1.0.0", 5).id());
    decide("shop", 7);
    var away = new NoRules();
    try (var _ = following(lab.replaying(away))) {
      Await.until("it was asked for", SEEN_MAX, () -> away.asked.get() > 1);
    }
    assertEquals(new Counts(0, 0, 0, 0), read(shadow).counts());
    try (var _ = following(lab.replaying(lab.bundles.rules()))) {
      assertEquals(new Counts(0, 0, 1, 0), counted(shadow, 1));
    }
  }

  @Test
  void what_has_ended_stays_and_nothing_goes_back() {
    var maintainer = lab.caller(Role.MAINTAINER);
    var shadow = shadows().start(maintainer, publish("1.0.0", 5).id());
    var counts = List.of("unchanged", "to_deny", "to_allow", "undecided");
    counts.forEach(count -> lab.desk.sql("update app.shadow set " + count + " = 2"));
    var back = Stream.concat(counts.stream().map(count -> count + " = 1"), Stream.of(BEGINNING));
    back.forEach(
        change ->
            assertThrows(
                IllegalStateException.class,
                () -> lab.desk.sql("update app.shadow set " + change),
                change));
    shadows().end(maintainer, shadow.id());
    var more = "update app.shadow set to_deny = 3";
    assertThrows(IllegalStateException.class, () -> lab.desk.sql(more));
  }

  @Test
  void roles_decide_who_may_and_another_team_sees_none() {
    var bundle = publish("1.0.0", 5);
    assertThrows(Denied.class, () -> shadows().start(lab.caller(Role.DEVELOPER), bundle.id()));
    var shadow = shadows().start(lab.caller(Role.MAINTAINER), bundle.id());
    assertThrows(Denied.class, () -> shadows().end(lab.caller(Role.DEVELOPER), shadow.id()));
    assertThrows(Denied.class, () -> shadows().read(lab.caller(Role.VIEWER), shadow.id()));
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> shadows().start(stranger, bundle.id()));
    assertThrows(NotFound.class, () -> shadows().read(stranger, shadow.id()));
    assertThrows(NotFound.class, () -> shadows().end(stranger, shadow.id()));
    assertThrows(
        NotFound.class,
        () -> shadows().changes(stranger, shadow.id(), ReplayChange.Filter.ALL, Replays.START, 10));
    assertEquals(List.of(), shadows().list(stranger));
  }

  private static ReplayFeature following(ReplayFeature feature) {
    feature.follow(sweeps, MOMENT, Duration.ZERO);
    return feature;
  }

  private static Shadows shadows() {
    return lab.replaying.shadows();
  }

  private static Shadow read(Shadow shadow) {
    return shadows().read(lab.caller(Role.AUDITOR), shadow.id());
  }

  /** What it has counted when it has looked at so many. */
  private static Counts counted(Shadow shadow, long decisions) {
    Await.until(decisions + " were seen", SEEN_MAX, () -> read(shadow).counts().all() >= decisions);
    return read(shadow).counts();
  }

  private static List<UUID> changes(Shadow shadow, ReplayChange.Filter filter) {
    return shadows()
        .changes(lab.caller(Role.AUDITOR), shadow.id(), filter, Replays.START, 10)
        .changes()
        .stream()
        .map(ReplayChange::decision)
        .toList();
  }
}
