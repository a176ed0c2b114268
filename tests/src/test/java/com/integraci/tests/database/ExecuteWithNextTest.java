package com.integraci.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.tests.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of statements that travel with the next one or with the commit. */
@Tag("isolation")
class ExecuteWithNextTest {

  private static final int POOL_MAX = 2;

  /** Enough for the driver to have prepared a statement, on each connection. */
  private static final int PREPARED = 20;

  private static final String TENANT =
      """
      insert into app.tenant (tenant_id, slug, plan, organisation, state)
      values (?, ?, 'team', 'Alpha', 'active')
      """;
  private static final String LAYER =
      "insert into app.layer (tenant_id, layer, state) values (?, ?, 'pending')";

  private static Database database;

  @BeforeAll
  static void open() {
    database = Database.open(PostgresServer.shared().copy().withPoolMax(POOL_MAX));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void what_goes_with_the_next_statement_is_done_before_it_or_before_the_commit() {
    var alpha = tenant();
    long seen =
        database.inTenant(
            alpha,
            tx -> {
              tx.executeWithNext(LAYER, alpha, "realm");
              tx.executeWithNext(LAYER, alpha, "secrets");
              long count = layers(tx);
              tx.executeWithNext(LAYER, alpha, "broker");
              return count;
            });
    assertEquals(2, seen);
    assertEquals(3, layers(alpha));
  }

  @Test
  void what_fails_with_the_commit_leaves_nothing_and_uses_no_connection_up() {
    var alpha = tenant();
    for (int i = 0; i < 3 * POOL_MAX; i++) {
      var refused =
          assertThrows(
              RuntimeException.class,
              () ->
                  database.inTenant(
                      alpha,
                      tx -> {
                        tx.execute(LAYER, alpha, "realm");
                        tx.executeWithNext(LAYER, TenantId.fresh(), "secrets");
                        return tx;
                      }));
      assertTrue(refused.getCause().getMessage().contains("row-level security"));
    }
    assertEquals(0, layers(alpha));
  }

  @Test
  void more_than_one_message_takes_is_done_in_order() {
    var alpha = tenant();
    database.inTenant(
        alpha,
        tx -> {
          for (char layer = 'a'; layer <= 'z'; layer++) {
            tx.executeWithNext(LAYER, alpha, "layer" + layer);
          }
          return tx;
        });
    assertEquals(26, layers(alpha));
  }

  /** The driver ends a message where it could be answered with more than it has room for. */
  @Test
  void a_transaction_that_reads_nothing_is_one_message() {
    var alpha = tenant();
    var messages = new Messages();
    for (int i = 0; i < PREPARED; i++) {
      String layer = "layer" + (char) ('a' + i);
      messages.count.set(0);
      database.inTenant(
          alpha,
          tx -> {
            tx.executeWithNext(LAYER, alpha, layer);
            return tx;
          });
    }
    int counted = messages.count.get();
    messages.close();
    assertEquals(1, counted);
    assertEquals(PREPARED, layers(alpha));
  }

  /** Counts what the driver says that it sends from this thread. */
  private static final class Messages extends Handler {

    private final Logger driver = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
    private final long thread = Thread.currentThread().threadId();
    private final AtomicInteger count = new AtomicInteger();

    Messages() {
      setLevel(Level.ALL);
      driver.setLevel(Level.ALL);
      driver.addHandler(this);
    }

    @Override
    public void publish(LogRecord said) {
      if (said.getLongThreadID() == thread && said.getMessage().equals(" FE=> Sync")) {
        count.incrementAndGet();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      driver.removeHandler(this);
      driver.setLevel(null);
    }
  }

  private static long layers(Tx tx) {
    return tx.first("select count(*) as n from app.layer", row -> row.number("n")).orElseThrow();
  }

  private static long layers(TenantId tenant) {
    return database.inTenant(tenant, ExecuteWithNextTest::layers);
  }

  private static TenantId tenant() {
    var tenant = TenantId.fresh();
    String slug = "t" + tenant.toString().substring(24);
    return database.inTenant(
        tenant,
        tx -> {
          tx.execute(TENANT, tenant, slug);
          return tenant;
        });
  }
}
