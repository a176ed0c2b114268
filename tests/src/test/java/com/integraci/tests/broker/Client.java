package com.integraci.tests.broker;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A connection of a client that is none of the product's. */
record Client(Connection connection) implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(3);

  /** Asks; "" when no answer comes. */
  String ask(String subject, String body) throws InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Message answer = connection.request(subject, bytes, WAIT);
    return answer == null ? "" : new String(answer.getData(), StandardCharsets.UTF_8);
  }

  /** A subscription that the server has; refused, it just receives nothing. */
  Subscription subscribe(String subject) throws InterruptedException {
    var subscription = connection.subscribe(subject);
    flush();
    return subscription;
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

  /** The statement that the broker keeps of an account. */
  String stored(String account) throws InterruptedException {
    return ask("$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP", "");
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
