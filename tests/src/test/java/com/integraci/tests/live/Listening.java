package com.integraci.tests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.tests.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of one stream, which keeps what it was told: {@code change 17 group member}. */
final class Listening implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(5);

  private final HttpResponse<InputStream> response;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile boolean ended;
  private volatile boolean cut;

  private Listening(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /** Opens a stream, which has to be answered with 200, and waits for its first word. */
  static Listening open(HttpClient client, HttpRequest.Builder request) {
    try {
      var asked = request.header("Accept", "text/event-stream").build();
      var response = client.send(asked, HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, response.statusCode());
      assertEquals("text/event-stream", response.headers().firstValue("Content-Type").orElse(""));
      var listening = new Listening(response);
      listening.await("hello");
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    var fields = new ArrayList<String>();
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          heard.add(event(fields));
          fields.clear();
        } else {
          fields.add(line);
        }
      }
    } catch (IOException e) {
      cut = true;
    } finally {
      ended = true;
    }
  }

  private static String event(List<String> fields) {
    var said = new StringBuilder();
    for (String name : List.of("event", "id", "data")) {
      fields.stream()
          .filter(field -> field.startsWith(name + ": ") && !field.endsWith(": -"))
          .forEach(field -> said.append(' ').append(field.substring(name.length() + 2)));
    }
    return said.substring(1);
  }

  /** Everything so far, but that it is still there. */
  List<String> heard() {
    return heard.stream().filter(said -> !said.equals("beat")).toList();
  }

  /** The topics of the changes so far, in their order. */
  List<String> changes() {
    return heard.stream()
        .filter(said -> said.startsWith("change "))
        .map(said -> said.replaceFirst("change \\d+ ", ""))
        .toList();
  }

  /** The sequence of the last change. */
  long place() {
    return heard.stream()
        .filter(said -> said.startsWith("change "))
        .mapToLong(said -> Long.parseLong(said.split(" ", 3)[1]))
        .max()
        .orElse(0);
  }

  void await(String said) {
    Await.until(said + " of " + heard, SOON, () -> heard.contains(said));
  }

  void awaitTopic(String topic) {
    Await.until(
        topic + " of " + heard,
        SOON,
        () -> changes().stream().anyMatch(said -> List.of(said.split(" ", -1)).contains(topic)));
  }

  /** Waits until it is still there for a whole beat, so that whatever was to come has come. */
  void awaitBeat() {
    long before = beats();
    Await.until("it beats", SOON.multipliedBy(2), () -> beats() > before);
  }

  private long beats() {
    return heard.stream().filter("beat"::equals).count();
  }

  void awaitEnd() {
    Await.until("the stream ends, after " + heard, SOON, () -> ended);
  }

  /** Whether the server closed the connection without finishing the answer. */
  boolean cut() {
    return cut;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
