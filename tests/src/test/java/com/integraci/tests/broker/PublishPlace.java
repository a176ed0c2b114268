package com.integraci.tests.broker;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.events.EventPage;
import com.integraci.appliance.events.Events;
import com.integraci.appliance.events.SealedTenants;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker, tenants in which things happen, and a sealer. */
final class PublishPlace implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int POOL = 2;

  final BrokerPlace broker = new BrokerPlace();
  final SealedTenants sealed = new SealedTenants();
  private final JobDatabase claims =
      JobDatabase.open(broker.settings.database(), JobDatabase.Job.SEALER);
  private final Database own = Database.open(broker.settings.database().withPoolMax(POOL));
  private final Sealer sealer = Sealer.start(own, claims, broker.policy, sealed::add);
  private final AuditLog log = new AuditLog(sealer);

  /** What a control plane publishes with, in this process. */
  PublishingPlane plane() {
    return new PublishingPlane(broker.settings, sealed, () -> {});
  }

  Caller caller(TenantId tenant, Role role) {
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }

  /** So many changes, each of which is an event, and between two of them one that is none. */
  void changes(TenantId tenant, int count) {
    for (int i = 0; i < count; i++) {
      change(tenant, Action.SECRET_PUT);
      change(tenant, Action.SECRET_LOGIN);
    }
  }

  /** Returns what it was about. */
  UUID change(TenantId tenant, Action action) {
    var permit =
        broker.policy.authorize(caller(tenant, Role.OWNER), action, Resource.tenant(tenant));
    var event = AuditEvent.done(new Resource("secret", UuidV7.next()));
    return broker
        .database
        .system()
        .inTenant(
            tenant,
            tx -> {
              log.append(tx, permit, event);
              return event.resource().id();
            });
  }

  /** The ids of the tenant's events, in their order, as the API says. */
  List<String> expected(TenantId tenant) {
    var events = new Events(broker.database.system(), broker.policy, EventRules.load());
    var ids = new ArrayList<String>();
    EventPage page = events.list(caller(tenant, Role.OWNER), 0, Events.PAGE_MAX);
    while (true) {
      page.events().forEach(event -> ids.add(event.get("id").toString()));
      if (!page.more()) {
        return ids;
      }
      page = events.list(caller(tenant, Role.OWNER), page.next(), Events.PAGE_MAX);
    }
  }

  /** The ids of what is in the tenant's stream, as somebody finds it who may do everything. */
  List<String> stored(TenantId tenant) throws InterruptedException {
    var ids = new ArrayList<String>();
    try (var client = broker.anybody(tenant)) {
      var state = JSON.readTree(client.ask("$JS.API.STREAM.INFO.EVENTS", "")).path("state");
      for (long n = state.path("first_seq").asLong(); n <= state.path("last_seq").asLong(); n++) {
        ids.add(message(client, n).path("id").asString(""));
      }
    }
    return ids;
  }

  static JsonNode message(Client client, long number) throws InterruptedException {
    var answer =
        JSON.readTree(client.ask("$JS.API.STREAM.MSG.GET.EVENTS", "{\"seq\":" + number + "}"));
    byte[] body = Base64.getDecoder().decode(answer.path("message").path("data").asString(""));
    return JSON.readTree(new String(body, StandardCharsets.UTF_8));
  }

  /** Waits until so many entries have their seal, and until the stream's last is the last event. */
  void awaitPublished(TenantId tenant, int events) {
    Await.until(events + " are sealed", PATIENCE, () -> expected(tenant).size() >= events);
    var last = expected(tenant).getLast();
    Await.until(last + " is published", PATIENCE, () -> last.equals(lastStored(tenant)));
  }

  private String lastStored(TenantId tenant) {
    try (var client = broker.anybody(tenant)) {
      var state = JSON.readTree(client.ask("$JS.API.STREAM.INFO.EVENTS", "")).path("state");
      long last = state.path("last_seq").asLong(0);
      return last == 0 ? "" : message(client, last).path("id").asString("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      // The broker is not back yet.
      return "";
    }
  }

  @Override
  public void close() {
    sealer.close();
    claims.close();
    own.close();
    broker.close();
  }
}
