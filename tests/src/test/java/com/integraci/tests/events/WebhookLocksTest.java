package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever changes a delivery and its endpoint locks the endpoint first, as its deletion does. */
@Tag("crash")
class WebhookLocksTest extends WebhookSuite {

  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and usename = 'integraci_app' and wait_event_type = 'Lock'
      """;

  @Test
  void a_delivery_is_not_held_while_its_endpoint_is_waited_for()
      throws SQLException, InterruptedException {
    var made = create("/ok");
    plane.sent.ping(owner, made.webhook().id());
    Thread delivering;
    try (var deletion = PostgresServer.shared().superuser(place.settings.name());
        var statement = deletion.createStatement()) {
      deletion.setAutoCommit(false);
      statement.execute("select from app.webhook for update");
      delivering = Thread.startVirtualThread(plane.delivering::run);
      Await.until("it waits", PATIENCE, () -> place.number(WAITING) > 0);
      assertDoesNotThrow(
          () -> statement.execute("select from app.webhook_delivery for update nowait"));
      deletion.rollback();
    }
    delivering.join();
    Await.until("it goes on", PATIENCE, () -> !receiver.got().isEmpty());
  }
}
