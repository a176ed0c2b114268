package com.integraci.appliance.events;

import com.integraci.network.Destinations;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.spi.DnsResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends one message to one endpoint: to the address that was looked at, over TLS that is checked
 * against the host's name, without a proxy and without following where it is sent on to.
 */
final class WebhookSender implements AutoCloseable {

  /** All of an attempt, from the connection to the answer's end. */
  static final Duration TIME_MAX = Duration.ofSeconds(15);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** What is read of an answer; none of it is kept. */
  private static final int ANSWER_MAX = 16 * 1024;

  private static final String TYPE = "application/cloudevents+json";

  private final Destinations destinations;
  private final Tls tls;

  WebhookSender(Destinations destinations, SSLContext trusted) {
    this.destinations = destinations;
    this.tls = Tls.builder().sslContext(trusted).build();
  }

  /**
   * Sends.
   *
   * @param headers beside the body's type
   */
  Sending send(URI url, byte[] body, Map<String, String> headers) {
    long began = System.nanoTime();
    var task = new FutureTask<>(() -> exchange(url, body, headers));
    var thread = Thread.ofVirtual().name("webhook").start(task);
    try {
      int status = task.get(TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return Sending.answered(status, millisSince(began));
    } catch (TimeoutException e) {
      return Sending.failed("No whole answer within 15 s.", millisSince(began));
    } catch (ExecutionException e) {
      return Sending.failed(said(e.getCause()), millisSince(began));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sending.failed("The appliance stops.", millisSince(began));
    } finally {
      // Ends what is still under way: an interrupted read closes its socket.
      thread.interrupt();
    }
  }

  private int exchange(URI url, byte[] body, Map<String, String> headers)
      throws Destinations.RefusedException, IOException {
    var client = client(named(url.getHost(), destinations.resolve(url.getHost())));
    try {
      HttpClientRequest request =
          client
              .post()
              // Were its encoding skipped, it would be sent decoded, line ends included.
              .uri(url)
              .keepAlive(false)
              .header(HeaderNames.CONTENT_TYPE, TYPE)
              .header(HeaderNames.USER_AGENT, "IntegraCI-Webhook/1");
      headers.forEach((name, value) -> request.header(HeaderNames.create(name), value));
      try (HttpClientResponse response = request.submit(body)) {
        readSome(response);
        return response.status().code();
      }
    } finally {
      client.closeResource();
    }
  }

  /** With the host's name, which TLS compares: an address alone would be looked up backwards. */
  private static InetAddress named(String host, InetAddress address) throws IOException {
    return InetAddress.getByAddress(host, address.getAddress());
  }

  /** An answer that is longer than anybody needs is cut off, and counts all the same. */
  private static void readSome(HttpClientResponse response) throws IOException {
    if (response.entity().hasEntity()) {
      try (var in = response.entity().inputStream()) {
        var _ = in.readNBytes(ANSWER_MAX);
      }
    }
  }

  private WebClient client(InetAddress address) {
    return WebClient.builder()
        .tls(tls)
        .dnsResolver(new Fixed(address))
        .addProtocolPreference("http/1.1")
        .followRedirects(false)
        .shareConnectionCache(false)
        .connectTimeout(CONNECT)
        .readTimeout(TIME_MAX)
        .build();
  }

  /** Whatever is asked, the answer was decided before. */
  private record Fixed(InetAddress address) implements DnsResolver {
    @Override
    public InetAddress resolveAddress(String hostname, DnsAddressLookup lookup) {
      return address;
    }
  }

  private static String said(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Destinations.RefusedException refused) {
        return refused.getMessage();
      }
      if (cause instanceof SSLException) {
        return "TLS failed: its certificate is not trusted, or not its host's.";
      }
    }
    return "It could not be reached, or ended the connection.";
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  @Override
  public void close() {
    destinations.close();
  }
}
