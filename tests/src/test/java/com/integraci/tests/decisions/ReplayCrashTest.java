package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.tests.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay whose process is killed is no result, keeps nothing from going on, and is made anew. */
@Tag("crash")
final class ReplayCrashTest {

  private static final int DECISIONS = 3000;
  private static final Duration START_MAX = Duration.ofMinutes(2);

  @TempDir private Path folder;
  @TempDir private Path state;

  @ParameterizedTest
  @ValueSource(ints = {0, 700, 2400})
  void killed_in_the_middle_it_is_over_and_the_next_one_is_whole(int least)
      throws IOException, InterruptedException {
    try (var lab = new Lab(state)) {
      lab.activate(lab.publish(lab.caller(Role.MAINTAINER), folder, "1.0.0", 1));
      decided(lab);
      var stricter = lab.publish(lab.caller(Role.MAINTAINER), folder, "2.0.0", 100);
      var process = ReplayingProcess.start(lab.desk, stricter.id(), least, folder.resolve("log"));
      // Of what it decided, all but the pages that it was in the middle of is written down.
      int written = Math.max(0, least - 1500);
      Await.until("it is on its way", START_MAX, () -> done(lab) >= written);
      process.destroyForcibly().waitFor();

      var killed =
          lab.replaying
              .replays()
              .list(lab.caller(Role.OWNER), Optional.of(stricter.id()))
              .getFirst();
      assertEquals(Replay.State.RUNNING, killed.state());
      assertTrue(killed.done() <= least);
      assertThrows(Conflict.class, () -> lab.replay(stricter));
      lab.desk.sql("update app.replay set alive_until = now() where state = 'running'");
      assertEquals(Replay.State.INTERRUPTED, lab.now(killed).state());
      assertThrows(
          Conflict.class,
          () -> lab.bundles.bundles().approve(lab.caller(Role.ADMIN), stricter.id()));

      var finished = lab.replay(stricter);
      assertEquals(
          new Line("", 0, DECISIONS, 0, 0), finished.outcome().report().orElseThrow().total());
      assertEquals(List.of(finished.id() + " " + DECISIONS), changes(lab));
      assertEquals(Replay.State.FAILED, lab.now(killed).state());
      assertEquals(Bundle.State.REPLAYED, state(lab, stricter));
    }
  }

  /** Many decisions that were a yes. */
  private static void decided(Lab lab) {
    var gates = lab.deciding.gates();
    Decision made = gates.decide(lab.caller(Role.DEVELOPER), "deploy", Desk.facts());
    lab.multiply(made, DECISIONS - 1);
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
}
