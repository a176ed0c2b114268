package com.integraci.appliance.openbao;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.tracing.Trace;
import com.integraci.config.Authority;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTPS to OpenBao, trusting the appliance's authority and no other. Connecting takes 3 s at most,
 * an answer 10 s and 1 MiB.
 */
final class Wire implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final WebClient client;

  private Wire(URI base, WebClient client) {
    this.base = base;
    this.client = client;
  }

  static Wire open(URI url, Path authority) {
    return new Wire(
        url.resolve("/v1/"),
        WebClient.builder()
            .tls(Tls.builder().sslContext(Authority.trusting(authority)).build())
            .addProtocolPreference("http/1.1")
            .followRedirects(false)
            .socketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .connectTimeout(CONNECT)
                    .readTimeout(ANSWER)
                    .build())
            .build());
  }

  /**
   * Asks.
   *
   * @param token the token, "" for none
   * @throws Unavailable when OpenBao does not answer, is sealed, or can't do it now
   */
  Answer send(Call call, String token) {
    try (var trace = Trace.client("openbao", () -> call.method().text() + " " + call.template())) {
      trace.with("http.request.method", call.method().text());
      var answer = exchange(call, token);
      trace.with("http.response.status_code", answer.status());
      return answer;
    }
  }

  private Answer exchange(Call call, String token) {
    var text = spoken(call, token);
    try {
      return answer(call, text);
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Asks for what is not JSON when it is good.
   *
   * @param token the token
   * @throws Unavailable when OpenBao does not answer, or can't do it now
   */
  Text text(Call call, String token) {
    var text = spoken(call, token);
    if (text.status() != 200 && text.status() != 403) {
      throw away(new IOException(call + ": " + text.status()));
    }
    return text;
  }

  /** An answer as it came. */
  record Text(int status, String body) {
    boolean denied() {
      return status == 403;
    }
  }

  /**
   * The whole exchange. The client throws kinds of its own, beside those of the language, when a
   * connection ends while it is idle or while an answer is under way.
   */
  private Text spoken(Call call, String token) {
    try (HttpClientResponse response = submit(call, token)) {
      int status = response.status().code();
      return new Text(status, new String(body(response), StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      throw away(e);
    }
  }

  private HttpClientResponse submit(Call call, String token) {
    HttpClientRequest request =
        client
            .method(call.method())
            .uri(base.resolve(call.path()))
            .header(HeaderNames.ACCEPT, "application/json");
    if (!token.isEmpty()) {
      request.header(HeaderNames.create("X-Vault-Token"), token);
    }
    if (!call.namespace().isEmpty()) {
      request.header(HeaderNames.create("X-Vault-Namespace"), call.namespace());
    }
    if (call.body().isEmpty()) {
      return request.request();
    }
    request.header(HeaderNames.CONTENT_TYPE, "application/json");
    return request.submit(JSON.writeValueAsBytes(call.body()));
  }

  private static byte[] body(HttpClientResponse response) throws IOException {
    if (!response.entity().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = response.entity().inputStream()) {
      byte[] body = in.readNBytes(ANSWER_BYTES_MAX + 1);
      if (body.length > ANSWER_BYTES_MAX) {
        throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
      }
      return body;
    }
  }

  private static Answer answer(Call call, Text text) throws IOException {
    int status = text.status();
    JsonNode json = parse(text.body());
    if (sealed(json)) {
      throw new Unavailable(
          "openbao",
          "OpenBao is sealed. Check that its unseal key can be read and start the appliance again.",
          new IOException(call + ": sealed"));
    }
    if (status >= 300 && status != 400 && status != 403 && status != 404) {
      throw new IOException(call + ": " + status);
    }
    return new Answer(call, status, json);
  }

  private static boolean sealed(JsonNode json) {
    return json.path("sealed").asBoolean(false)
        || json.path("errors").valueStream().anyMatch(e -> e.asString("").contains("sealed"));
  }

  private static JsonNode parse(String body) throws IOException {
    if (body.isEmpty()) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      // Its message quotes what it read, which may be a value.
      throw new IOException("an answer that is not JSON");
    }
  }

  private static Unavailable away(Exception e) {
    return new Unavailable(
        "openbao", "OpenBao does not answer. See `integraci status` on the appliance.", e);
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
