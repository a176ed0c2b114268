package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.tests.Await;
import io.helidon.dbclient.DbClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a draft would change is known before anybody signs it, and stands for no bundle's replay.
 */
@Tag("isolation")
final class DraftReplaysTest extends LabTest {

  private static final String DATA = "data.json";
  private static final Duration CLOSED_MAX = Duration.ofSeconds(30);

  private final Caller maintainer = lab.caller(Role.MAINTAINER);

  @Test
  void it_says_what_the_same_bundle_says_and_of_which_content_it_is() {
    lab.activate(publish("1.0.0", 1));
    decide("shop", 50);
    decide("wiki", 3);
    var draft = draft(10);
    var ended = lab.ended(start(draft));
    assertEquals(Replay.State.FINISHED, ended.state(), ended.toString());
    assertEquals(new Line("", 1, 1, 0, 0), ended.outcome().report().orElseThrow().total());
    var tried = ended.bundle();
    assertEquals(draft.id(), tried.id());
    assertEquals(Optional.of(draft.version()), tried.draft());
    assertEquals(PolicyBundle.of(draft.files()).digest(), tried.digest());
    assertEquals("wiki", lab.changes(ended, ReplayChange.Filter.ALL).getFirst().service());

    var published = lab.table.publish(maintainer, draft.files());
    var same = lab.replay(published);
    assertEquals(tried.digest(), same.bundle().digest());
    assertEquals(Optional.empty(), same.bundle().draft());
    assertEquals(ended.outcome().hash(), same.outcome().hash());
  }

  @Test
  void what_is_published_of_it_is_replayed_again_before_anybody_approves() {
    var draft = draft(1);
    assertEquals(Replay.State.FINISHED, lab.ended(start(draft)).state());
    var published = lab.table.publish(maintainer, draft.files());
    assertEquals(Bundle.State.TESTED, published.state());
    assertEquals(Optional.empty(), published.replayed());
    var bundles = lab.bundles.bundles();
    assertThrows(Conflict.class, () -> bundles.approve(lab.caller(Role.ADMIN), published.id()));
    assertThrows(
        DbClientException.class,
        () ->
            lab.desk.database.inTenant(
                lab.desk.team,
                tx -> tx.execute("update app.policy_bundle set state = 'replayed'")));
    assertEquals(Bundle.State.REPLAYED, replayedState(published));
  }

  private Bundle.State replayedState(Bundle published) {
    lab.replay(published);
    return lab.bundles.bundles().read(maintainer, published.id()).bundle().state();
  }

  @Test
  void a_draft_that_changes_or_goes_leaves_the_replay_what_it_was() {
    lab.activate(publish("1.0.0", 1));
    var made = decide("shop", 3);
    lab.multiply(made, 600);
    var draft = draft(10);
    var running = start(draft);
    lab.bundles.drafts().write(maintainer, draft.id(), draft.version(), DATA, data(1));
    var ended = lab.ended(running);
    assertEquals(new Line("", 0, 601, 0, 0), ended.outcome().report().orElseThrow().total());
    var now = lab.bundles.drafts().read(maintainer, draft.id());
    assertNotEquals(Optional.of(now.version()), ended.bundle().draft());
    assertNotEquals(PolicyBundle.of(now.files()).digest(), ended.bundle().digest());

    var milder = lab.ended(start(now));
    assertEquals(new Line("", 601, 0, 0, 0), milder.outcome().report().orElseThrow().total());
    assertEquals(
        List.of(),
        lab.changes(ended, ReplayChange.Filter.ALL),
        "the list of a draft's last run is kept");
    lab.bundles.drafts().delete(maintainer, draft.id());
    var replays = lab.replaying.replays();
    assertEquals(
        List.of(milder.id(), ended.id()),
        replays.list(maintainer, Optional.of(draft.id())).stream().map(Replay::id).toList());
    assertEquals(ended, lab.now(ended));
    assertThrows(NotFound.class, () -> start(draft));
  }

  @Test
  void what_keeps_it_from_running_is_told_at_its_line_and_another_can_start() {
    var draft = draft(1);
    var rules = "rules/gate.rego";
    var broken = draft.files().get(rules).replace("data.tests.least", "http.send({}).x");
    lab.bundles.drafts().write(maintainer, draft.id(), draft.version(), rules, broken);
    // More often than there are places for runs.
    for (int i = 0; i < 4; i++) {
      var refused = assertThrows(BundleRefused.class, () -> start(draft));
      assertEquals(rules, refused.problems().getFirst().file());
      assertEquals(5, refused.problems().getFirst().line());
    }
    assertEquals(List.of(), lab.replaying.replays().list(maintainer, Optional.empty()));
    assertEquals(Replay.State.FINISHED, lab.replay(publish("1.0.0", 1)).state());
  }

  @Test
  void one_of_a_team_runs_at_a_time() {
    var draft = draft(1);
    var bundle = publish("1.0.0", 1);
    lab.desk.sql(
        """
        insert into app.replay (tenant_id, replay_id, bundle_id, period_from, period_to, total,
                                alive_until, started_by)
        select tenant_id, bundle_id, bundle_id, now() - interval '1 day', now(), 0,
               now() + interval '1 minute', published_by
        from app.policy_bundle where bundle_id = ?
        """,
        bundle.id());
    // More often than there are places for runs, and none keeps rules that it does not run.
    var watched = new WatchedCandidates(lab.bundles.candidates());
    try (var replaying = lab.replaying(lab.bundles.rules(), watched)) {
      var replays = replaying.replays();
      for (int i = 0; i < 4; i++) {
        assertThrows(Conflict.class, () -> replays.startDraft(maintainer, draft.id(), 30));
      }
      assertEquals(4, watched.compiled().get());
      assertEquals(0, watched.open().get());
      lab.desk.sql("update app.replay set alive_until = now() - interval '1 second'");
      var ended = lab.ended(replays.startDraft(maintainer, draft.id(), 30));
      assertEquals(Replay.State.FINISHED, ended.state());
      Await.until("its rules are closed", CLOSED_MAX, () -> watched.open().get() == 0);
      assertEquals(5, watched.compiled().get());
    }
  }

  @Test
  void its_entries_name_the_draft_and_what_was_run() {
    var draft = draft(1);
    var ended = lab.ended(start(draft));
    assertEquals(
        List.of("replay.start", "replay.end"),
        lab.desk.entries(
            ended.id(),
            "b->>'action'",
            "b->'facts'->>'bundle' = '%s' and b->'facts'->>'draft' = '%s'"
                .formatted(ended.bundle().digest(), draft.id())));
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    var draft = draft(1);
    var replays = lab.replaying.replays();
    var developer = lab.caller(Role.DEVELOPER);
    assertThrows(Denied.class, () -> replays.startDraft(developer, draft.id(), 30));
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> replays.startDraft(stranger, draft.id(), 30));
    var ended = lab.ended(start(draft));
    assertThrows(NotFound.class, () -> replays.read(stranger, ended.id()));
    assertEquals(List.of(), replays.list(stranger, Optional.of(draft.id())));
    assertFalse(replays.list(developer, Optional.of(draft.id())).isEmpty());
    assertTrue(
        lab.desk.texts("select tenant_id::text from app.replay").stream()
            .allMatch(lab.desk.team.toString()::equals));
  }

  private Replay start(BundleDraft draft) {
    return lab.replaying.replays().startDraft(maintainer, draft.id(), 30);
  }

  /** One that asks for so many tests. */
  private BundleDraft draft(int least) {
    return lab.draft(maintainer, folder, "2.0.0", least);
  }

  private static String data(int least) {
    return "{\"tests\": {\"least\": " + least + "}}";
  }
}
