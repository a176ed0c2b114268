package com.integraci.appliance.keycloak;

import com.integraci.appliance.failure.Unavailable;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What Keycloak says of itself at its management port, which needs no credential. */
public final class ServerMetrics implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int BYTES_MAX = 4 << 20;

  private final URI url;
  private final WebClient client;

  ServerMetrics(URI management, io.helidon.common.tls.Tls tls) {
    this.url = URI.create(management + "/metrics");
    this.client =
        WebClient.builder()
            .tls(tls)
            .followRedirects(false)
            .socketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .connectTimeout(CONNECT)
                    .readTimeout(ANSWER)
                    .build())
            .build();
  }

  /**
   * The text, 4 MiB at most.
   *
   * @throws Unavailable when Keycloak does not answer as foreseen
   */
  public String read() {
    var request = client.get().uri(url).header(HeaderNames.ACCEPT, "text/plain;version=0.0.4");
    try (var response = request.request();
        var in = response.inputStream()) {
      byte[] body = in.readNBytes(BYTES_MAX + 1);
      if (response.status().code() != 200 || body.length > BYTES_MAX) {
        throw new IOException(
            "status %d, %d bytes".formatted(response.status().code(), body.length));
      }
      return new String(body, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      throw new Unavailable(
          "keycloak", "Keycloak does not answer. See `integraci status` on the appliance.", e);
    }
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
