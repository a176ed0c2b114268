package com.integraci.tests.broker;

import com.integraci.appliance.broker.UserCredential;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** A member's program: jnats with what the API gave it. */
record Member(Connection connection, UserCredential credential, List<String> refused)
    implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final JsonMapper JSON = new JsonMapper();

  static Member connect(BrokerPlace place, UserCredential credential) {
    return connect(place, NKey.fromSeed(credential.seed().toCharArray()), credential);
  }

  static Member connect(BrokerPlace place, NKey key, UserCredential credential) {
    var refused = new CopyOnWriteArrayList<String>();
    try {
      var options =
          Options.builder()
              .server(credential.server().toString())
              .sslContext(place.server.trusted())
              .authHandler(Nats.staticCredentials(credential.token().toCharArray(), key.getSeed()))
              .connectionTimeout(WAIT)
              .noReconnect()
              .errorListener(
                  new ErrorListener() {
                    @Override
                    public void errorOccurred(Connection connection, String error) {
                      refused.add(error.toLowerCase(Locale.ROOT));
                    }
                  })
              .build();
      return new Member(Nats.connect(options), credential, refused);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The ids of the next events, so many at most. */
  List<String> hear(int most) throws InterruptedException {
    var subscription = connection.subscribe(credential.subject());
    flush();
    var ids = new ArrayList<String>();
    while (ids.size() < most) {
      var message = subscription.nextMessage(WAIT);
      if (message == null) {
        break;
      }
      var event = new String(message.getData(), StandardCharsets.UTF_8);
      ids.add(JSON.readTree(event).path("id").asString(""));
    }
    subscription.unsubscribe();
    flush();
    return ids;
  }

  boolean refusedToPublish(String subject) throws InterruptedException {
    connection.publish(subject, "answer", "{}".getBytes(StandardCharsets.UTF_8));
    flush();
    return refused("publish", subject);
  }

  boolean refusedToSubscribe(String subject) throws InterruptedException {
    var subscription = connection.subscribe(subject);
    flush();
    subscription.unsubscribe();
    return refused("subscription", subject);
  }

  /** The client tells of it on a thread of its own. */
  private boolean refused(String what, String subject) {
    String error =
        "permissions violation for %s to \"%s\"".formatted(what, subject).toLowerCase(Locale.ROOT);
    return com.integraci.installer.process.Await.until(
        WAIT, PAUSE, () -> refused.stream().anyMatch(each -> each.contains(error)));
  }

  boolean connected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  void flush() throws InterruptedException {
    try {
      connection.flush(WAIT);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
