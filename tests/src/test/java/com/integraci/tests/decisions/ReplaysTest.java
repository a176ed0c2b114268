package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.appliance.replay.Replays;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.ReplayReport;
import com.integraci.bundles.policy.ReplayReport.Change;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.tests.policy.Bundles;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a bundle would have changed: how it is counted, listed, and written down. */
@Tag("isolation")
final class ReplaysTest extends LabTest {

  @Test
  void without_decisions_it_finishes_and_nothing_changes() {
    var bundle = publish("1.0.0", 1);
    var finished = lab.replay(bundle);
    assertEquals(Replay.State.FINISHED, finished.state());
    assertEquals(new Line("", 0, 0, 0, 0), report(finished).total());
    var kept = lab.bundles.bundles().read(lab.caller(Role.AUDITOR), bundle.id()).bundle();
    assertEquals(Bundle.State.REPLAYED, kept.state());
    assertEquals(finished.endedAt(), kept.replayed());
  }

  @Test
  void what_changes_is_counted_by_service_and_rule_and_each_leads_to_its_decision() {
    var denied = decide("wiki", 3);
    lab.activate(publish("1.0.0", 5));
    var fine = decide("shop", 50);
    var few = decide("shop", 7);
    var fewer = decide("wiki", 6);
    var none = decide("wiki", 2);
    var erased = decide("docs", 50);
    lab.deciding.decisions().erase(lab.caller(Role.OWNER), erased.id());

    var stricter = lab.replay(publish("1.1.0", 10));
    assertEquals(new Line("", 3, 2, 0, 1), report(stricter).total());
    assertEquals(
        List.of(
            new Line("docs", 0, 0, 0, 1),
            new Line("shop", 1, 1, 0, 0),
            new Line("wiki", 2, 1, 0, 0)),
        report(stricter).services());
    assertEquals(List.of(new Line("tests_passed", 0, 2, 0, 0)), report(stricter).rules());
    assertEquals(
        List.of(erased.id(), fewer.id(), few.id()), ids(stricter, ReplayChange.Filter.ALL));
    assertEquals(List.of(fewer.id()), ids(stricter, new ReplayChange.Filter("to_deny", "wiki")));
    var first = lab.changes(stricter, ReplayChange.Filter.ALL).getFirst();
    assertEquals(Change.UNDECIDED, first.change());
    assertEquals(List.of("erased"), first.because());

    var milder = lab.replay(publish("0.9.0", 1));
    // The first was denied because there was no bundle: a new yes that no rule stands for.
    assertEquals(new Line("", 3, 0, 2, 1), report(milder).total());
    assertEquals(List.of(new Line("tests_passed", 0, 0, 1, 0)), report(milder).rules());
    assertEquals(
        List.of(none.id(), denied.id()), ids(milder, new ReplayChange.Filter("to_allow", "")));
    assertTrue(fine.allowed() && !denied.allowed());
  }

  @Test
  void each_of_many_decisions_is_tried_once_and_the_list_has_pages() {
    lab.activate(publish("1.0.0", 1));
    var made = decide("shop", 3);
    lab.multiply(made, 1700);
    var stricter = lab.replay(publish("1.1.0", 10));
    assertEquals(new Line("", 0, 1701, 0, 0), report(stricter).total());
    assertEquals(1701, stricter.done());
    assertEquals(1701, stricter.total());
    var seen = new HashSet<UUID>();
    var before = Optional.of(Replays.START);
    while (before.isPresent()) {
      var page =
          lab.replaying
              .replays()
              .changes(
                  lab.caller(Role.AUDITOR),
                  stricter.id(),
                  ReplayChange.Filter.ALL,
                  before.get(),
                  100);
      page.changes().forEach(change -> assertTrue(seen.add(change.decision())));
      before = page.next();
    }
    assertEquals(1701, seen.size());
    // A second run of the bundle comes to the same, and the list of the first is not kept.
    var again = lab.replay(bundle(stricter));
    assertEquals(stricter.outcome().hash(), again.outcome().hash());
    assertEquals(List.of(), lab.changes(stricter, ReplayChange.Filter.ALL));
    assertEquals(report(stricter), report(lab.now(stricter)));
  }

  @Test
  void only_decisions_of_the_period_are_tried() {
    var old = decide("shop", 3);
    lab.multiply(old, 5);
    desk(
        "update app.decision set decided_at = now() - interval '40 days' where decision_id = ?",
        old);
    var replays = lab.replaying.replays();
    var bundle = publish("1.0.0", 1);
    var caller = lab.caller(Role.MAINTAINER);
    assertEquals(5, lab.ended(replays.start(caller, bundle.id(), 30)).done());
    // Its id still says that it is new, so that the period's rows are looked at by their time.
    assertEquals(6, lab.ended(replays.start(caller, bundle.id(), 365)).done());
  }

  @Test
  void its_end_is_in_the_chain_with_the_hash_of_what_it_found() {
    decide("shop", 3);
    var finished = lab.replay(publish("1.0.0", 1));
    assertEquals(
        List.of("done|" + finished.bundle().digest() + "|0|1|" + finished.outcome().hash().get()),
        lab.desk.entries(
            finished.id(),
            """
            concat_ws('|', b->>'outcome', b->'facts'->>'bundle', b->'facts'->>'to_deny',
                      b->'facts'->>'to_allow', b->'facts'->>'result')
            """,
            "b->>'action' = 'replay.end'"));
    assertEquals(
        finished.outcome().hash().stream().toList(),
        lab.desk.texts("select encode(sha256(convert_to(result, 'UTF8')), 'hex') from app.replay"));
  }

  @Test
  void rules_that_come_to_no_end_leave_a_decision_undecided() {
    var made = decide("shop", 3);
    var loop =
        """
        package bundle

        xs := numbers.range(1, 3000)

        pass contains "tests_passed" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
        """;
    lab.desk.activate(Bundles.in(folder).with("rules/gate.rego", loop));
    try (var replaying = lab.replaying(new DeskRules(lab.desk))) {
      var caller = lab.caller(Role.MAINTAINER);
      var finished = lab.ended(replaying.replays().start(caller, publish("1.0.0", 1).id(), 30));
      assertEquals(new Line("", 0, 0, 0, 1), report(finished).total());
      var change = lab.changes(finished, ReplayChange.Filter.ALL).getFirst();
      assertEquals(made.id(), change.decision());
      assertEquals(List.of("limit"), change.because());
    }
  }

  /** Those of the desk, whichever bundle is asked for. */
  private record DeskRules(Desk desk) implements Rules {

    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return desk.active(tenant, kind);
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      return desk.active(tenant, DecisionKind.GATE_1);
    }
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    var bundle = publish("1.0.0", 1);
    var replays = lab.replaying.replays();
    assertThrows(Denied.class, () -> replays.start(lab.caller(Role.DEVELOPER), bundle.id(), 30));
    var finished = lab.replay(bundle);
    assertThrows(Denied.class, () -> replays.cancel(lab.caller(Role.DEVELOPER), finished.id()));
    assertThrows(Denied.class, () -> replays.read(lab.caller(Role.VIEWER), finished.id()));
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> replays.start(stranger, bundle.id(), 30));
    assertThrows(NotFound.class, () -> replays.read(stranger, finished.id()));
    assertThrows(NotFound.class, () -> replays.cancel(stranger, finished.id()));
    assertThrows(
        NotFound.class,
        () -> replays.changes(stranger, finished.id(), ReplayChange.Filter.ALL, Replays.START, 10));
    assertEquals(List.of(), replays.list(stranger, Optional.empty()));
    assertFalse(replays.list(lab.caller(Role.OWNER), Optional.of(bundle.id())).isEmpty());
  }

  private static Bundle bundle(Replay replay) {
    return lab.bundles.bundles().read(lab.caller(Role.OWNER), replay.bundle().id()).bundle();
  }

  private static ReplayReport.Written report(Replay replay) {
    return replay.outcome().report().orElseThrow(() -> new AssertionError(replay.toString()));
  }

  private static List<UUID> ids(Replay replay, ReplayChange.Filter filter) {
    return lab.changes(replay, filter).stream().map(ReplayChange::decision).toList();
  }

  private static void desk(String statement, Decision made) {
    lab.desk.sql(statement, made.id());
  }
}
