package com.integraci.tests.events;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.DeliveryFilter;
import com.integraci.appliance.events.NewWebhook;
import com.integraci.appliance.events.WebhookCommand;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import com.integraci.tests.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database, an OpenBao, a receiver, and a control plane that sends to it. */
abstract class WebhookSuite {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final DeliveryFilter ALL = new DeliveryFilter(Optional.empty(), Optional.empty());

  final Receiver receiver = new Receiver();
  EventPlace place;
  WebhookPlace plane;
  TenantId alpha;
  Caller owner;

  @BeforeEach
  void start() {
    place = new EventPlace();
    alpha = place.tenant("alpha");
    owner = place.caller(alpha, Role.OWNER);
    WebhookPlace.provision(alpha);
    plane = WebhookPlace.of(place, receiver.authority(), true);
  }

  @AfterEach
  void stop() {
    receiver.close();
    plane.close();
    place.close();
  }

  NewWebhook create(String path) {
    return Await.available(() -> plane.verbs.create(owner, command(path, true)));
  }

  WebhookCommand command(String path, boolean active) {
    return new WebhookCommand(
        receiver.url(path), "", List.of("secret.put", "secret.delete"), active);
  }

  /** What is sealed goes on its way, and what is due is begun with. */
  void deliver() {
    place.awaitSealed();
    plane.fanOut.run();
    plane.delivering.run();
  }

  void dueNow() {
    place.sql(
        """
        update app.webhook set not_before = now() - interval '1 second';
        update app.webhook_delivery set due_at = now() - interval '1 second'
        where due_at is not null
        """);
  }

  List<Delivery> deliveries(NewWebhook made) {
    return plane.sent.deliveries(owner, made.webhook().id(), ALL, 100).deliveries();
  }

  void awaitState(NewWebhook made, Delivery.State state, int least) {
    Await.until(
        least + " are " + state,
        PATIENCE,
        () -> deliveries(made).stream().filter(one -> one.state() == state).count() >= least);
  }

  Delivery.Detail read(NewWebhook made, Delivery delivery) {
    return plane.sent.delivery(owner, made.webhook().id(), delivery.id());
  }

  List<Delivery.Attempt> attempts(NewWebhook made, Delivery delivery) {
    return read(made, delivery).attempts();
  }

  void awaitAttempts(NewWebhook made, Delivery delivery, int count) {
    Await.until(
        count + " attempts",
        PATIENCE,
        () -> {
          var all = attempts(made, delivery);
          return all.size() == count && all.getFirst().outcome().equals("failed");
        });
  }

  /** The first attempt has failed, for a reason that says so. */
  void awaitEnded(Delivery delivery, String reason) {
    Await.until(
        "it failed: " + reason,
        PATIENCE,
        () ->
            plane.sent.delivery(owner, delivery.webhook(), delivery.id()).attempts().stream()
                .anyMatch(one -> one.outcome().equals("failed") && one.error().contains(reason)));
  }

  List<Receiver.Got> onThe(String path) {
    return receiver.got().stream().filter(one -> one.path().equals(path)).toList();
  }

  List<Receiver.Got> pings(String path) {
    return onThe(path).stream().filter(one -> one.id().startsWith("ping-")).toList();
  }

  Receiver.Got ping(String path) {
    Await.until("a ping", PATIENCE, () -> !pings(path).isEmpty());
    return pings(path).getFirst();
  }

  void awaitGot(String path, int count) {
    Await.until(count + " at " + path, PATIENCE, () -> onThe(path).size() >= count);
  }
}
