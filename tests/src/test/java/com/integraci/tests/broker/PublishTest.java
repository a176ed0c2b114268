package com.integraci.tests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.SealedTenants;
import com.integraci.appliance.policy.Action;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Await;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events reach the stream in their order, none lost and none twice, whoever dies when. */
@Tag("crash")
class PublishTest {

  private static PublishPlace place;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    place = new PublishPlace();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @Test
  void a_subscriber_hears_each_event_once_in_order_and_nothing_else() throws Exception {
    TenantId tenant = place.broker.tenant();
    try (var client = place.broker.anybody(tenant);
        var plane = place.plane()) {
      var heard = client.subscribe("t.>");
      place.changes(tenant, 20);
      place.change(tenant, Action.SECRET_DELETE);
      place.awaitPublished(tenant, 21);
      String subject = "";
      for (String id : place.expected(tenant)) {
        var message = heard.nextMessage(5_000);
        subject = message.getSubject();
        assertTrue(new String(message.getData(), StandardCharsets.UTF_8).contains(id), id);
      }
      assertEquals("t." + tenant + ".secret.delete", subject);
      assertNull(heard.nextMessage(200));
      Await.until("nothing waits", PublishPlace.PATIENCE, () -> plane.publishing.lag().isZero());
    }
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @Test
  void what_happened_before_there_was_a_publisher_is_published() throws Exception {
    TenantId tenant = place.broker.tenant();
    place.changes(tenant, 5);
    try (var _ = place.plane()) {
      place.awaitPublished(tenant, 5);
    }
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @Test
  void a_broker_that_is_killed_and_away_loses_nothing_and_gets_nothing_twice() throws Exception {
    TenantId tenant = place.broker.tenant();
    try (var plane = place.plane()) {
      place.changes(tenant, 30);
      place.broker.server.kill();
      place.changes(tenant, 30);
      Await.until("it is noticed", PublishPlace.PATIENCE, () -> plane.publishing.failing() > 0);
      long logins = place.broker.entries(tenant, "broker.login");
      Await.until("it lags", PublishPlace.PATIENCE, () -> plane.publishing.lag().toSeconds() >= 3);
      assertEquals(logins, place.broker.entries(tenant, "broker.login"), "no login to nobody");
      place.broker.server.restart();
      place.awaitPublished(tenant, 60);
    }
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_publisher_that_is_killed_before_it_notes_its_place_is_succeeded(int point)
      throws Exception {
    TenantId tenant = place.broker.tenant();
    place.changes(tenant, 1_200);
    Await.until("sealed", PublishPlace.PATIENCE, () -> place.expected(tenant).size() == 1_200);
    var settings = folder.resolve("control.yaml");
    Files.writeString(settings, SettingsFile.write(place.broker.settings));
    Victim.run(PublishingPlane.class, folder.resolve("log"), settings.toString(), "" + point);
    assertTrue(place.stored(tenant).size() >= 400, "it got somewhere");
    place.changes(tenant, 3);
    try (var _ = place.plane()) {
      place.awaitPublished(tenant, 1_203);
    }
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @Test
  void two_control_planes_at_once_publish_each_event_once_in_order() throws Exception {
    TenantId tenant = place.broker.tenant();
    try (var _ = place.plane();
        var _ = new PublishingPlane(place.broker.settings, new SealedTenants(), () -> {})) {
      for (int i = 0; i < 10; i++) {
        place.changes(tenant, 40);
      }
      place.awaitPublished(tenant, 400);
    }
    var stored = place.stored(tenant);
    assertEquals(place.expected(tenant), stored);
    assertEquals(stored.size(), new HashSet<>(stored).size());
  }

  @Test
  void what_a_power_cut_took_is_put_back_at_the_next_start() throws Exception {
    TenantId tenant = place.broker.tenant();
    var kept = folder.resolve("kept");
    try (var _ = place.plane()) {
      place.changes(tenant, 10);
      place.awaitPublished(tenant, 10);
      place.broker.server.kill();
      copy(streams(), kept);
      place.broker.server.restart();
      place.changes(tenant, 10);
      place.awaitPublished(tenant, 20);
    }
    place.broker.server.kill();
    delete(streams());
    copy(kept, streams());
    place.broker.server.restart();
    assertEquals(10, place.stored(tenant).size(), "the trap this is about");
    try (var _ = place.plane()) {
      place.awaitPublished(tenant, 20);
    }
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @Test
  void a_suspended_tenant_waits_and_a_failing_one_holds_up_nobody() throws Exception {
    TenantId suspended = place.broker.tenant();
    TenantId failing = place.broker.tenant();
    TenantId well = place.broker.tenant();
    state(suspended, "suspended");
    place.broker.sql(
        "update app.broker_account set account = ? where tenant_id = ?",
        place.broker.account(well),
        failing.value());
    try (var plane = place.plane()) {
      place.changes(suspended, 3);
      place.changes(failing, 3);
      place.changes(well, 3);
      place.awaitPublished(well, 3);
      Await.until("one fails", PublishPlace.PATIENCE, () -> plane.publishing.failing() == 1);
      assertEquals(0, place.broker.entries(suspended, "broker.login") - 1, "one made the stream");
      state(suspended, "active");
      place.awaitPublished(suspended, 3);
    }
    // The other tests' planes would try it as well.
    place.broker.sql("delete from app.broker_account where tenant_id = ?", failing.value());
    assertEquals(place.expected(suspended), place.stored(suspended));
  }

  private static void state(TenantId tenant, String state) {
    place.broker.sql(
        "update app.tenant set state = '" + state + "' where tenant_id = ?", tenant.value());
  }

  private static Path streams() {
    return place.broker.server.folder().resolve("streams");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
