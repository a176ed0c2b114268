package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Verdict;
import io.helidon.dbclient.DbClientException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a replay is asked for before a bundle decides, and how one ends before its end. */
@Tag("isolation")
final class ReplayStatesTest extends LabTest {

  private final Caller owner = lab.caller(Role.OWNER);
  private final Caller admin = lab.caller(Role.ADMIN);
  private final Caller maintainer = lab.caller(Role.MAINTAINER);

  @Test
  void nobody_approves_what_was_not_replayed() {
    var bundle = publish("1.0.0");
    assertThrows(Conflict.class, () -> lab.bundles.bundles().approve(admin, bundle.id()));
    lab.replay(bundle);
    lab.bundles.bundles().approve(admin, bundle.id());
    // One more replay does not take the yes back.
    lab.replay(bundle);
    assertEquals(Bundle.State.APPROVED, state(bundle));
  }

  @Test
  void nothing_is_activated_by_a_replay_that_is_older_than_a_day_but_one_goes_back() {
    var bundles = lab.bundles.bundles();
    var first = lab.activate(publish("1.0.0"));
    var second = publish("1.1.0");
    lab.replay(second);
    bundles.approve(admin, second.id());
    age("25 hours");
    assertThrows(Conflict.class, () -> bundles.activate(owner, second.id()));
    assertRefused(
        "update app.policy_bundle set state = 'active', activated_by = approved_by,"
            + " activated_at = now() where version = '1.1.0'");
    age("23 hours");
    bundles.activate(owner, second.id());
    age("30 days");
    // What decided before needs no new one to be gone back to, and does to be chosen.
    assertThrows(Conflict.class, () -> bundles.activate(owner, first.id()));
    assertEquals(first.id(), bundles.rollBack(owner, DecisionKind.GATE_1).id());
    assertThrows(Conflict.class, () -> bundles.activate(owner, second.id()));
    lab.replay(second);
    assertEquals(Bundle.State.ACTIVE, bundles.activate(owner, second.id()).state());
  }

  @Test
  void the_database_lets_no_state_be_passed_over() {
    var bundle = publish("1.0.0");
    assertRefused("update app.policy_bundle set state = 'replayed'");
    var replay = lab.replay(bundle);
    lab.bundles.bundles().approve(admin, bundle.id());
    age("2 days");
    for (String returned : List.of("true", "false")) {
      assertRefused(
          "update app.policy_bundle set state = 'active', returned = "
              + returned
              + ", activated_by = approved_by, activated_at = now()");
    }
    for (String change :
        List.of("state = 'cancelled'", "total = 9", "result = '{}'", "ended_at = now()")) {
      assertRefused("update app.replay set " + change);
    }
    assertRefused("delete from app.replay");
    assertEquals(Replay.State.FINISHED, lab.now(replay).state());
  }

  @Test
  void one_runs_at_a_time_and_is_stopped() throws InterruptedException {
    lab.deciding.gates().decide(owner, "deploy", Desk.facts());
    var bundle = publish("1.0.0");
    var slow = new SlowRules();
    try (var replaying = lab.replaying(slow)) {
      var running = start(replaying, bundle);
      assertEquals(Replay.State.RUNNING, running.state());
      assertEquals(1, running.total());
      slow.began.await(1, TimeUnit.MINUTES);
      assertThrows(Conflict.class, () -> start(replaying, bundle));
      assertEquals(Replay.State.CANCELLED, replaying.replays().cancel(owner, running.id()).state());
      slow.goOn.countDown();
      // The place is free for another, which is not the one that was stopped.
      var next = lab.ended(start(lab.replaying, bundle));
      assertEquals(Replay.State.FINISHED, next.state());
      var stopped = lab.now(running);
      assertEquals(Replay.State.CANCELLED, stopped.state());
      assertEquals(0, stopped.done());
      assertThrows(Conflict.class, () -> replaying.replays().cancel(owner, running.id()));
    }
  }

  @Test
  void one_that_is_stopped_leaves_the_bundle_as_it_was() throws InterruptedException {
    lab.deciding.gates().decide(owner, "deploy", Desk.facts());
    var bundle = publish("1.0.0");
    var slow = new SlowRules();
    try (var replaying = lab.replaying(slow)) {
      var running = start(replaying, bundle);
      slow.began.await(1, TimeUnit.MINUTES);
      replaying.replays().cancel(owner, running.id());
      slow.goOn.countDown();
    }
    assertEquals(Bundle.State.TESTED, state(bundle));
    assertThrows(Conflict.class, () -> lab.bundles.bundles().approve(admin, bundle.id()));
    assertEquals(List.of("0"), lab.desk.texts("select count(*) from app.replay_change"));
  }

  @Test
  void one_that_can_not_go_on_has_failed_for_a_reason() {
    lab.deciding.gates().decide(owner, "deploy", Desk.facts());
    var bundle = publish("1.0.0");
    try (var replaying = lab.replaying(new NoRules())) {
      var failed = lab.ended(start(replaying, bundle));
      assertEquals(Replay.State.FAILED, failed.state());
      assertEquals(Optional.of("It can't be compiled."), failed.outcome().fault());
      assertEquals(
          List.of("failed"),
          lab.desk.entries(failed.id(), "b->>'outcome'", "b->>'action' = 'replay.end'"));
    }
    assertEquals(Bundle.State.TESTED, state(bundle));
  }

  @Test
  void one_whose_process_is_gone_is_over_and_another_can_be_started() throws InterruptedException {
    lab.deciding.gates().decide(owner, "deploy", Desk.facts());
    var bundle = publish("1.0.0");
    var slow = new SlowRules();
    Replay running;
    try (var replaying = lab.replaying(slow)) {
      running = start(replaying, bundle);
      slow.began.await(1, TimeUnit.MINUTES);
    }
    assertEquals(Replay.State.RUNNING, lab.now(running).state());
    lab.desk.sql("update app.replay set alive_until = now() - interval '1 second'");
    assertEquals(Replay.State.INTERRUPTED, lab.now(running).state());
    assertThrows(Conflict.class, () -> lab.replaying.replays().cancel(owner, running.id()));
    assertEquals(Replay.State.FINISHED, lab.replay(bundle).state());
    assertEquals(Replay.State.FAILED, lab.now(running).state());
  }

  private Bundle publish(String version) {
    return publish(version, 1);
  }

  private Replay start(ReplayFeature replaying, Bundle bundle) {
    return replaying.replays().start(maintainer, bundle.id(), 30);
  }

  private Bundle.State state(Bundle bundle) {
    return lab.bundles.bundles().read(owner, bundle.id()).bundle().state();
  }

  /** As if all replays had ended that long ago. */
  private static void age(String interval) {
    lab.desk.sql("alter table app.replay disable trigger replay_stays");
    lab.desk.sql("update app.replay set ended_at = now() - interval '%s'".formatted(interval));
    lab.desk.sql("alter table app.replay enable trigger replay_stays");
  }

  private static void assertRefused(String statement) {
    assertThrows(
        DbClientException.class,
        () -> lab.desk.database.inTenant(lab.desk.team, tx -> tx.execute(statement)),
        statement);
  }

  /** Rules that decide when they are told to. */
  private static final class SlowRules implements Rules, Evaluator {

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      return Optional.of(new Ruling("slow", "1.0.0", "0".repeat(64), List.of(), this));
    }

    @Override
    public Verdict decide(JsonNode facts) {
      began.countDown();
      try {
        goOn.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unavailable("opa", "The appliance is stopping.", e);
      }
      return new Verdict(List.of());
    }

    @Override
    public void close() {
      goOn.countDown();
    }
  }

  /** A bundle that is there and can't be used. */
  private static final class NoRules implements Rules {

    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      throw new Unavailable("opa", "It can't be compiled.", new IllegalStateException());
    }
  }
}
