package com.integraci.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away, the pool is used up, or whoever waits is no longer wanted. */
@Tag("isolation")
class AwayTest {

  @Test
  void a_server_that_ends_is_unavailable_until_it_is_back() {
    try (var server = PostgresServer.start();
        var database = Database.open(server.template())) {
      assertEquals(1, one(database));
      var cut =
          assertThrows(
              Unavailable.class,
              () ->
                  database.inTenant(
                      TenantId.APPLIANCE,
                      tx -> {
                        server.kill();
                        return select(tx);
                      }));
      assertEquals("postgresql", cut.component());
      assertThrows(Unavailable.class, () -> one(database));
      server.restart();
      assertEquals(1, one(database));
    }
  }

  @Test
  void a_pool_that_is_used_up_is_unavailable() throws Exception {
    var copy = PostgresServer.shared().copy();
    var single =
        new ControlSettings.Database(
            copy.address(), copy.port(), copy.name(), copy.authority(), copy.passwords(), 1);
    var taken = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    try (var database = Database.open(single);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holder =
          threads.submit(
              () ->
                  database.inTenant(
                      TenantId.APPLIANCE,
                      tx -> {
                        taken.countDown();
                        await(done);
                        return select(tx);
                      }));
      await(taken);
      assertThrows(Unavailable.class, () -> one(database));
      done.countDown();
      assertEquals(1, holder.get(10, TimeUnit.SECONDS));
      assertEquals(1, one(database));
    }
  }

  @Test
  void an_interrupted_thread_ends_its_work_and_leaves_a_whole_pool() throws Exception {
    var copy = PostgresServer.shared().copy();
    var single =
        new ControlSettings.Database(
            copy.address(), copy.port(), copy.name(), copy.authority(), copy.passwords(), 1);
    var started = new CountDownLatch(1);
    try (var database = Database.open(single)) {
      Thread asleep =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThrows(
                          Unavailable.class,
                          () ->
                              database.inTenant(
                                  TenantId.APPLIANCE,
                                  tx -> {
                                    started.countDown();
                                    return tx.query("select pg_sleep(20)", row -> row);
                                  })));
      await(started);
      asleep.interrupt();
      assertTrue(asleep.join(java.time.Duration.ofSeconds(10)), "still at it");
      assertEquals(1, one(database));
    }
  }

  private static long one(Database database) {
    return database.inTenant(TenantId.APPLIANCE, AwayTest::select);
  }

  private static long select(Tx tx) {
    return tx.first("select 1 as n", row -> row.number("n")).orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
