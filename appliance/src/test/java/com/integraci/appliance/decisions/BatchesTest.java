package com.integraci.appliance.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits that are shared: who makes them, and whom a failure reaches. */
final class BatchesTest {

  private static final Policy POLICY = Policy.load();
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Integer> commits = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void those_who_come_during_a_commit_share_the_next() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var first = held(queue);
    var others = ask(queue, 5, this::counted);
    goOn.countDown();
    first.get();
    for (Future<?> other : others) {
      other.get();
    }
    assertEquals(List.of(1, 5), commits);
    queue.run(draft("{}"), this::counted);
    assertEquals(List.of(1, 5, 1), commits);
  }

  @Test
  void a_commit_that_fails_fails_for_all_of_it_and_for_nobody_after() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var failure = new IllegalStateException("no");
    var first = held(queue);
    var others =
        ask(
            queue,
            3,
            _ -> {
              throw failure;
            });
    goOn.countDown();
    first.get();
    for (Future<?> other : others) {
      assertSame(failure, assertThrows(ExecutionException.class, other::get).getCause());
    }
    queue.run(draft("{}"), this::counted);
    assertEquals(List.of(1, 1), commits);
  }

  @Test
  void a_commit_has_so_many_and_so_much() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var first = held(queue);
    var many = ask(queue, 130, this::counted);
    goOn.countDown();
    first.get();
    for (Future<?> one : many) {
      one.get();
    }
    assertEquals(List.of(1, 128, 2), commits);
  }

  @Test
  void large_ones_go_by_themselves() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var first = held(queue);
    var large = new ArrayList<Future<?>>();
    for (int i = 0; i < 3; i++) {
      large.addAll(ask(queue, 1, "x".repeat(2 << 20), large.size() + 1, this::counted));
    }
    goOn.countDown();
    first.get();
    for (Future<?> one : large) {
      one.get();
    }
    assertEquals(List.of(1, 1, 1, 1), commits);
  }

  @Test
  void who_waits_too_long_goes_and_the_next_is_served() throws Exception {
    var queue = new Batches<Draft>(Duration.ofMillis(50), Draft::length);
    var first = held(queue);
    assertThrows(Unavailable.class, () -> queue.run(draft("{}"), this::counted));
    assertEquals(0, queue.waiting());
    goOn.countDown();
    first.get();
    queue.run(draft("{}"), this::counted);
    assertEquals(List.of(1, 1), commits);
  }

  @Test
  void too_many_are_told_to_come_again() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var first = held(queue);
    var many = ask(queue, 2048, this::counted);
    assertThrows(Limited.class, () -> queue.run(draft("{}"), this::counted));
    goOn.countDown();
    first.get();
    for (Future<?> one : many) {
      one.get();
    }
    assertEquals(2049, commits.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void who_is_interrupted_goes_and_the_next_is_served() throws Exception {
    var queue = new Batches<Draft>(LONG, Draft::length);
    var first = held(queue);
    var outcome = new ArrayList<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    queue.run(draft("{}"), this::counted);
                  } catch (RuntimeException e) {
                    outcome.add(e);
                  }
                });
    await(queue, 1);
    thread.interrupt();
    thread.join();
    assertInstanceOf(Unavailable.class, outcome.getFirst());
    goOn.countDown();
    first.get();
    queue.run(draft("{}"), this::counted);
    assertEquals(List.of(1, 1), commits);
  }

  /** Begins a commit that ends when {@link #goOn} says so. */
  private Future<?> held(Batches<Draft> queue) throws InterruptedException {
    var first =
        threads.submit(
            () ->
                queue.run(
                    draft("{}"),
                    drafts -> {
                      begun.countDown();
                      await(goOn);
                      counted(drafts);
                    }));
    begun.await();
    return first;
  }

  private List<Future<?>> ask(Batches<Draft> queue, int number, Consumer<List<Draft>> commit)
      throws TimeoutException {
    return ask(queue, number, "{}", number, commit);
  }

  /** Has so many wait, and waits until so many do. */
  private List<Future<?>> ask(
      Batches<Draft> queue, int number, String input, int all, Consumer<List<Draft>> commit)
      throws TimeoutException {
    var asked = new ArrayList<Future<?>>();
    for (int i = 0; i < number; i++) {
      asked.add(threads.submit(() -> queue.run(draft(input), commit)));
    }
    await(queue, all);
    return asked;
  }

  private static void await(Batches<Draft> queue, int waiting) throws TimeoutException {
    long end = System.nanoTime() + LONG.toNanos();
    while (queue.waiting() < waiting) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(queue.waiting() + " wait");
      }
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody says go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void counted(List<Draft> drafts) {
    commits.add(drafts.size());
  }

  private static Draft draft(String input) {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    var caller = new Caller(TenantId.fresh(), actor, Role.OWNER, UuidV7.next());
    var id = new Resource("decision", UuidV7.next());
    return new Draft(
        POLICY.authorize(caller, Action.GATE_DECIDE, id),
        new DecisionRecord.About("gate-1", "deploy", "shop", "production", "0".repeat(40)),
        Optional.empty(),
        input,
        DecisionHashes.of(input, Outcome.noBundle().result()),
        Outcome.noBundle(),
        Duration.ZERO,
        Instant.EPOCH);
  }
}
