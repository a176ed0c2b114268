package com.integraci.tests.decisions;

import static com.integraci.tests.decisions.HeldPolicies.FOLLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever somebody does to a team's policies is done with its entry and its decision or not at
 * all, wherever the process is killed, and can be done afterwards.
 */
@Tag("crash")
final class PolicyCrashTest {

  private static final Duration GO_ON_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** More than any transaction here has. Before its last one a step only reads. */
  private static final int TRIPS = 8;

  private static final long ALL = PolicyTeams.DECISIONS;

  /** What the follower of shadows reads at once. */
  private static final long PAGE = 500;

  @TempDir private Path folder;
  @TempDir private Path state;

  @Test
  void killed_after_any_of_its_round_trips_a_step_is_done_whole_or_not_at_all() {
    var teams = PolicyTeams.make(folder, state);

    var told = PolicyRound.killed(teams, folder, names(), (_, _, wire) -> wire.deliver(-1));
    each(step -> assertEquals(1, told.done(step), step + " was told"));
    assertEquals(ALL, told.followed());
    again(told);

    var untold =
        PolicyRound.killed(
            teams,
            folder,
            names(),
            (round, step, wire) -> wire.deliverUntil(() -> round.committed(step)));
    each(step -> assertEquals(1, untold.done(step), step + " was committed"));
    assertEquals(Set.of(), untold.told());
    assertEquals(PAGE, untold.followed());
    again(untold);

    var followed = new TreeSet<Long>();
    var left = new ArrayList<>(names());
    for (int more = 0; more <= TRIPS && !left.isEmpty(); more++) {
      int plus = more;
      var round =
          PolicyRound.killed(
              teams,
              folder,
              left,
              (_, step, wire) ->
                  wire.deliver(Math.max(0, told.answers().get(step) - TRIPS) + plus));
      for (String step : List.copyOf(left)) {
        if (!step.equals(FOLLOW)) {
          int done = round.done(PolicyStep.valueOf(step));
          assertTrue(done == 1 || (done == 0 && !round.told().contains(step)), step + " " + done);
          assertTrue(more > 0 || done == 0, step + " was only beginning");
        }
      }
      followed.add(round.followed());
      if (more == 0) {
        again(round);
      }
      left.removeAll(round.told());
    }
    assertTrue(Set.of(0L, PAGE, ALL).containsAll(followed), "pages are whole: " + followed);
  }

  private static List<String> names() {
    return Stream.concat(Stream.of(PolicyStep.values()).map(PolicyStep::name), Stream.of(FOLLOW))
        .toList();
  }

  private static void each(Consumer<PolicyStep> check) {
    Stream.of(PolicyStep.values()).forEach(check);
  }

  /** Whoever comes next does the same, in a process that knows nothing of the first. */
  private void again(PolicyRound round) {
    var vault = OpenBaoServer.shared();
    try (var openbao = OpenBao.open(vault.settings(), vault.authority());
        var shop = new PolicyShop(round.settings(), openbao, state)) {
      each(step -> again(round, shop, step));
      shop.replaying.follow(shop.sweeps, LOOK, Duration.ZERO);
      Await.until("the shadow goes on", GO_ON_MAX, () -> round.followed() == ALL);
    }
  }

  private static void again(PolicyRound round, PolicyShop shop, PolicyStep step) {
    boolean done = round.done(step) > 0;
    var teams = round.teams();
    var call = step.call(shop, PolicyStep.owner(teams.teams().get(step)), teams.given());
    if (done && step.again == PolicyStep.Again.REFUSED) {
      assertThrows(Conflict.class, call::run, step.name());
    } else {
      call.run();
    }
    int more = done && step.again == PolicyStep.Again.ONE_MORE ? 2 : 1;
    assertEquals(more, round.done(step), step.name());
  }
}
