package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.SealedEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A replay whose process is killed is no result, keeps nothing from going on, and is made anew. */
@Tag("crash")
final class ReplayCrashTest {

  private static final int DECISIONS = 3000;
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final String UNSEALED =
      """
      select position::text from app.audit_entry e
      where not exists (select from app.audit_seal s
                        where s.tenant_id = e.tenant_id and s.position = e.position)
      """;
  private static final Line ALL_DENIED = new Line("", 0, DECISIONS, 0, 0);

  @TempDir private Path folder;
  @TempDir private Path state;

  @ParameterizedTest
  @ValueSource(ints = {0, 700, 2400})
  void killed_in_the_middle_it_is_over_and_the_next_one_is_whole(int least)
      throws IOException, InterruptedException {
    try (var lab = new Lab(state)) {
      decided(lab);
      var stricter = lab.publish(lab.caller(Role.MAINTAINER), folder, "2.0.0", 100);
      var killed = killed(lab, ReplayingProcess.What.BUNDLE, stricter.id(), least);
      assertThrows(Conflict.class, () -> lab.replay(stricter));
      gone(lab, killed);
      assertThrows(
          Conflict.class,
          () -> lab.bundles.bundles().approve(lab.caller(Role.ADMIN), stricter.id()));

      var finished = lab.replay(stricter);
      assertEquals(ALL_DENIED, finished.outcome().report().orElseThrow().total());
      assertEquals(List.of(finished.id() + " " + DECISIONS), changes(lab));
      assertEquals(Replay.State.FAILED, lab.now(killed).state());
      assertEquals(Bundle.State.REPLAYED, state(lab, stricter));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 700, 2400})
  void a_drafts_that_is_killed_counts_nothing_twice_and_stands_for_no_bundle(int least)
      throws IOException, InterruptedException, SQLException {
    try (var lab = new Lab(state)) {
      decided(lab);
      var draft = lab.draft(lab.caller(Role.DEVELOPER), folder, "2.0.0", 100);
      var killed = killed(lab, ReplayingProcess.What.DRAFT, draft.id(), least);
      assertEquals(Optional.of(draft.version()), killed.bundle().draft());
      assertEquals(PolicyBundle.of(draft.files()).digest(), killed.bundle().digest());
      assertThrows(Conflict.class, () -> start(lab, draft));
      gone(lab, killed);

      var finished = lab.ended(start(lab, draft));
      assertEquals(ALL_DENIED, finished.outcome().report().orElseThrow().total());
      assertEquals(DECISIONS, finished.done());
      assertEquals(List.of(finished.id() + " " + DECISIONS), changes(lab));
      var failed = lab.now(killed);
      assertEquals(Replay.State.FAILED, failed.state());
      assertEquals(Optional.of("The appliance stopped while it ran."), failed.outcome().fault());
      assertEquals(Optional.empty(), failed.outcome().hash());

      // Who signs it now replays the bundle.
      var signed = lab.table.publish(lab.caller(Role.MAINTAINER), draft.files());
      assertEquals(finished.bundle().digest(), signed.digest());
      assertEquals(Bundle.State.TESTED, signed.state());
      assertEquals(
          List.of(
              "replay.start " + killed.id(),
              "replay.start " + finished.id(),
              "replay.end " + finished.id()),
          chained(lab, draft));
    }
  }

  /** Many decisions that were a yes. */
  private void decided(Lab lab) {
    lab.activate(lab.publish(lab.caller(Role.MAINTAINER), folder, "1.0.0", 1));
    var gates = lab.deciding.gates();
    Decision made = gates.decide(lab.caller(Role.DEVELOPER), "deploy", Desk.facts());
    lab.multiply(made, DECISIONS - 1);
  }

  /** A run whose process was killed when it had decided so often, or was about to. */
  private Replay killed(Lab lab, ReplayingProcess.What what, UUID id, int least)
      throws IOException, InterruptedException {
    var process = ReplayingProcess.start(lab.desk, what, id, least, folder.resolve("log"));
    // Of what it decided, all but the pages that it was in the middle of is written down.
    int written = Math.max(0, least - 1500);
    Await.until("it is on its way", START_MAX, () -> done(lab) >= written);
    process.destroyForcibly().waitFor();
    var all = lab.replaying.replays().list(lab.caller(Role.OWNER), Optional.of(id));
    assertEquals(Replay.State.RUNNING, all.getFirst().state());
    assertTrue(all.getFirst().done() <= least);
    return all.getFirst();
  }

  /** It has said for too long no more that it is alive, which nobody can end then. */
  private static void gone(Lab lab, Replay killed) {
    lab.desk.sql("update app.replay set alive_until = now() where state = 'running'");
    assertEquals(Replay.State.INTERRUPTED, lab.now(killed).state());
    var replays = lab.replaying.replays();
    assertThrows(Conflict.class, () -> replays.cancel(lab.caller(Role.OWNER), killed.id()));
  }

  private static Replay start(Lab lab, BundleDraft draft) {
    return lab.replaying.replays().startDraft(lab.caller(Role.MAINTAINER), draft.id(), 30);
  }

  /** How far the run has come; -1 before there is one. */
  private static int done(Lab lab) {
    return lab.desk.texts("select done from app.replay where state = 'running'").stream()
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(-1);
  }

  private static List<String> changes(Lab lab) {
    return lab.desk.texts(
        "select replay_id || ' ' || count(*) from app.replay_change group by replay_id");
  }

  private static Bundle.State state(Lab lab, Bundle bundle) {
    return lab.bundles.bundles().read(lab.caller(Role.OWNER), bundle.id()).bundle().state();
  }

  /** What the team's whole chain, which holds, says of runs of the draft. */
  private static List<String> chained(Lab lab, BundleDraft draft) throws SQLException {
    var desk = lab.desk;
    try (var claims = JobDatabase.open(desk.settings, JobDatabase.Job.SEALER);
        var _ = Sealer.start(desk.database, claims, lab.table.policy);
        var superuser = PostgresServer.shared().superuser(desk.settings.name())) {
      Await.until("all entries are sealed", START_MAX, () -> desk.texts(UNSEALED).isEmpty());
      return SealedEntry.chain(superuser, desk.team).stream()
          .map(entry -> JsonMapper.shared().readTree(entry.body()))
          .filter(entry -> entry.at("/facts/draft").asString("").equals(draft.id().toString()))
          .map(entry -> entry.at("/action").asString() + " " + entry.at("/resource/id").asString())
          .toList();
    }
  }
}
