package com.integraci.appliance.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LinesTest {

  private static final int BOUND_SECONDS = 10;

  private final TenantId slow = TenantId.fresh();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  /** Connects to nobody: the one tenant's waits, each other's is refused at once. */
  private Link open(TenantId tenant) {
    if (tenant.equals(slow)) {
      hangs.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new Unavailable("nats", "away for " + tenant, null);
  }

  @Test
  void a_tenant_whose_connection_hangs_holds_up_nobody_else() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var lines = new Lines(threads, this::open);
        AutoCloseable _ = letGo::countDown) {
      var first = threads.submit(() -> lines.on(slow, link -> link));
      assertTrue(hangs.await(BOUND_SECONDS, TimeUnit.SECONDS));
      var other = TenantId.fresh();
      var refused =
          threads.submit(
              () -> assertThrows(Unavailable.class, () -> lines.on(other, link -> link)));
      assertEquals("away for " + other, refused.get(BOUND_SECONDS, TimeUnit.SECONDS).getMessage());
      // Both are taken away, and nobody waits for the one in use.
      var closed = threads.submit(() -> lines.closeIdle(Duration.ZERO));
      assertEquals(2, closed.get(BOUND_SECONDS, TimeUnit.SECONDS));
      letGo.countDown();
      assertThrows(ExecutionException.class, () -> first.get(BOUND_SECONDS, TimeUnit.SECONDS));
    }
  }
}
