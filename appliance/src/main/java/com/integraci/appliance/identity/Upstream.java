package com.integraci.appliance.identity;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Certificates;
import com.integraci.appliance.keycloak.CallName;
import com.integraci.appliance.keycloak.TraceHeader;
import com.integraci.appliance.tracing.Trace;
import com.integraci.config.ControlSettings;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Keycloak at its own address, over TLS that trusts the appliance's authority alone. */
final class Upstream implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final int ANSWER_MAX = 256 * 1024;
  private static final int CONNECTIONS_MAX = 64;

  private final WebClient client;
  private final URI url;

  /** An answer that was read whole. */
  @SuppressWarnings("ArrayRecordComponent") // Answers are read, never compared.
  record Answer(int status, byte[] body) {}

  Upstream(ControlSettings settings) {
    this.url = settings.keycloak().url();
    this.client =
        WebClient.builder()
            .tls(Certificates.trusting(settings.authority()))
            .followRedirects(false)
            .connectionCacheSize(CONNECTIONS_MAX)
            .shareConnectionCache(false)
            .socketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .connectTimeout(CONNECT)
                    .readTimeout(READ)
                    .build())
            .build();
  }

  /**
   * A request to a path that starts with {@code /auth}. The query means what it meant; were its
   * encoding skipped, the client would send it decoded, spaces and line ends included.
   */
  HttpClientRequest request(Method method, String target) {
    return client.method(method).uri(url.resolve(target));
  }

  /** Throws when Keycloak does not answer well. */
  void probe() {
    var answer = get("/auth/realms/master");
    if (answer.status() != 200) {
      throw unavailable(new IllegalStateException("status " + answer.status()));
    }
  }

  Answer get(String target) {
    return traced(target, () -> TraceHeader.on(request(Method.GET, target)).request());
  }

  Answer post(String target, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return traced(
        target,
        () ->
            TraceHeader.on(request(Method.POST, target))
                .contentType(MediaTypes.APPLICATION_FORM_URLENCODED)
                .submit(body.getBytes(StandardCharsets.US_ASCII)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Unavailable unavailable(Exception e) {
    return new Unavailable(
        "keycloak", "Keycloak does not answer. See `integraci status` on the appliance.", e);
  }

  private interface Sent {
    HttpClientResponse send();
  }

  private static Answer traced(String target, Sent sent) {
    try (var trace = Trace.client("keycloak", () -> CallName.of(target))) {
      var answer = read(sent);
      trace.with("http.response.status_code", answer.status());
      return answer;
    }
  }

  private static Answer read(Sent sent) {
    try (var response = sent.send()) {
      if (!response.entity().hasEntity()) {
        return new Answer(response.status().code(), new byte[0]);
      }
      try (var in = response.inputStream()) {
        return new Answer(response.status().code(), in.readNBytes(ANSWER_MAX));
      }
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
