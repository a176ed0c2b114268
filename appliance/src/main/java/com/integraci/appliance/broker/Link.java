package com.integraci.appliance.broker;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.tracing.Trace;
import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection to the broker, as one user. It does not come back by itself when it is lost:
 * whoever uses it opens another, with a new credential. Connecting takes 3 s at most, a request 5.
 */
final class Link implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final byte[] NOTHING = new byte[0];
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;

  private Link(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @param token the user's token, signed by its account
   * @throws Unavailable when the broker does not answer, or refuses
   */
  static Link open(BrokerAddress address, ExecutorService threads, UserKey user, String token) {
    var options =
        Options.builder()
            .server(address.url().toString())
            .sslContext(address.trust())
            .authHandler(new Handler(user, token))
            .inboxPrefix(UserClaims.inbox(user.id()) + ".")
            .connectionTimeout(CONNECT)
            .noReconnect()
            .executor(threads)
            .errorListener(new ErrorListener() {})
            .build();
    try {
      return new Link(Nats.connect(options));
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean usable() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  /** Asks with JSON; returns JSON. */
  JsonNode ask(String subject, String body) {
    return ask(subject, new Headers(), body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks.
   *
   * @throws Unavailable when no answer comes; it may have been done
   */
  JsonNode ask(String subject, Headers headers, byte[] body) {
    try {
      return JSON.readTree(reply(subject, headers, body).getData());
    } catch (JacksonException e) {
      throw away(e);
    }
  }

  /** Asks for what is not JSON. */
  Message reply(String subject, Headers headers, byte[] body) {
    try (var _ = Trace.client("nats", () -> "request " + template(subject))) {
      Message answer = connection.request(subject, headers, body, ANSWER);
      if (answer == null) {
        throw away(new IOException("no answer to " + subject));
      }
      return answer;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IllegalStateException e) {
      // The connection has ended.
      throw away(e);
    }
  }

  /**
   * The words of the protocol in a subject; what names an account, a team or an event is left out.
   */
  private static String template(String subject) {
    return subject.replaceAll("\\b(?![A-Z]{2,12}(\\.|$))[A-Za-z0-9_-]+", "*");
  }

  /** Asks without waiting: what is sent on a connection arrives in its order. */
  Future<Message> send(String subject, Headers headers, byte[] body) {
    try {
      return connection.requestWithTimeout(subject, headers, body, ANSWER);
    } catch (IllegalStateException e) {
      throw away(e);
    }
  }

  /**
   * Waits for an answer in JSON to what was sent.
   *
   * @throws Unavailable when none comes; it may have been done
   */
  JsonNode answer(Future<Message> sent) {
    try {
      return JSON.readTree(sent.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS).getData());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException | CancellationException | JacksonException e) {
      throw away(e);
    }
  }

  /** Those subjects at which somebody answers within a second; a refusal is no answer. */
  List<String> answering(List<String> subjects) {
    var asked = subjects.stream().map(subject -> connection.request(subject, NOTHING)).toList();
    long end = System.nanoTime() + PROBE.toNanos();
    return IntStream.range(0, asked.size())
        .filter(index -> answered(asked.get(index), end - System.nanoTime()))
        .mapToObj(subjects::get)
        .toList();
  }

  private static boolean answered(Future<Message> asked, long nanos) {
    try {
      return !asked.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS).isStatusMessage();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException | CancellationException nobody) {
      return false;
    }
  }

  /** A subscription that the server has; refused, it just receives nothing. */
  Subscription subscribe(String subject) {
    var subscription = connection.subscribe(subject);
    flush();
    return subscription;
  }

  void publish(String subject, byte[] body) {
    connection.publish(subject, body);
    flush();
  }

  /** Waits until the server has seen everything that was sent. */
  void flush() {
    try {
      connection.flush(ANSWER);
    } catch (TimeoutException e) {
      throw away(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether a message on that subject has come, or comes soon. */
  static boolean hears(Subscription subscription, String subject) {
    long end = System.nanoTime() + PROBE.toNanos();
    try {
      for (long left = PROBE.toNanos(); left > 0; left = end - System.nanoTime()) {
        var message = subscription.nextMessage(Duration.ofNanos(left));
        if (message == null || message.getSubject().equals(subject)) {
          return message != null;
        }
      }
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Has it closed; nobody waits for that. The client gives its reader a second to end, which one
   * that reads from a socket with TLS does not do before the socket is closed.
   */
  @Override
  public void close() {
    Thread.ofVirtual().name("nats-close").start(this::closeConnection);
  }

  private void closeConnection() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Unavailable away(Exception e) {
    return new Unavailable(
        "nats", "The broker does not answer. See `integraci status` on the appliance.", e);
  }

  private static Unavailable interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return away(e);
  }

  /** Proves that the user's key is ours, by signing what the server sends. */
  private record Handler(UserKey user, String token) implements AuthHandler {
    @Override
    public byte[] sign(byte[] nonce) {
      return user.sign(nonce);
    }

    @Override
    public char[] getID() {
      return user.id().toCharArray();
    }

    @Override
    public char[] getJWT() {
      return token.toCharArray();
    }
  }
}
