package com.integraci.appliance.keycloak;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.tracing.Trace;
import com.integraci.config.ControlSettings;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to Keycloak over TLS, trusting the appliance's authority alone. */
final class KeycloakHttp implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A realm is made in 2 s on an idle machine, and takes many times that on a busy one. */
  private static final Duration READ = Duration.ofSeconds(50);

  private static final int BODY_MAX = 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final WebClient client;
  private final ControlSettings settings;
  private final ClientKey key;

  /**
   * An answer.
   *
   * @param status the status code
   * @param body the body, an empty object when there is none or it is not JSON
   */
  record Answer(int status, JsonNode body) {}

  KeycloakHttp(ControlSettings settings, ClientKey key) {
    this.settings = settings;
    this.key = key;
    this.client =
        WebClient.builder()
            .baseUri(settings.keycloak().url())
            .tls(tls(settings))
            .socketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .connectTimeout(CONNECT)
                    .readTimeout(READ)
                    .build())
            .build();
  }

  static Tls tls(ControlSettings settings) {
    return Tls.builder().trust(authority(settings)).build();
  }

  private static List<X509Certificate> authority(ControlSettings settings) {
    try (var in = Files.newInputStream(settings.authority())) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The authority's certificate can't be read.", e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(settings.authority() + " is no certificate.", e);
    }
  }

  String issuer(String realm) {
    return settings.url() + "/auth/realms/" + realm;
  }

  /** A token of a client of the realm; empty when there is no such realm or client. */
  Optional<String> token(String realm, String clientId) {
    var form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            clientId,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            key.assertion(clientId, issuer(realm)));
    var request = client.post("/realms/" + realm + "/protocol/openid-connect/token");
    var answer = answer(request, MediaTypes.APPLICATION_FORM_URLENCODED, encoded(form));
    return switch (answer.status()) {
      case 200 -> Optional.of(answer.body().path("access_token").asString());
      case 404 -> Optional.empty();
      default -> throw refused(answer.status());
    };
  }

  /** A token of a client that proves itself by its secret. */
  String token(String realm, String clientId, String secret) {
    var form =
        Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret);
    var request = client.post("/realms/" + realm + "/protocol/openid-connect/token");
    var answer = answer(request, MediaTypes.APPLICATION_FORM_URLENCODED, encoded(form));
    if (answer.status() != 200) {
      throw refused(answer.status());
    }
    return answer.body().path("access_token").asString();
  }

  /**
   * A token of the realm's own client {@code control-plane}.
   *
   * @throws NotFound when there is no such realm
   */
  String realmToken(String slug) {
    return token(slug, "control-plane").orElseThrow(() -> new NotFound("There is no such realm."));
  }

  /** A token of the client that makes realms. */
  String provisionerToken() {
    return token("master", "provisioner").orElseThrow(() -> refused(404));
  }

  Answer get(String token, String path) {
    return answer(authorized(Method.GET, token, path), MediaTypes.APPLICATION_JSON, new byte[0]);
  }

  /** What a list has with one field of that value. */
  Answer find(String token, String path, String field, String value) {
    var request = authorized(Method.GET, token, path).queryParam(field, value);
    return answer(request, MediaTypes.APPLICATION_JSON, new byte[0]);
  }

  /** A part of a list, in short where there is a short form. */
  Answer page(String token, String path, int first, int max) {
    var request =
        authorized(Method.GET, token, path)
            .queryParam("first", String.valueOf(first))
            .queryParam("max", String.valueOf(max));
    return answer(request, MediaTypes.APPLICATION_JSON, new byte[0]);
  }

  Answer post(String token, String path, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    return answer(authorized(Method.POST, token, path), MediaTypes.APPLICATION_JSON, body);
  }

  Answer upload(String token, String path, Upload upload) {
    return answer(authorized(Method.POST, token, path), upload.type(), upload.body());
  }

  Answer put(String token, String path, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    return answer(authorized(Method.PUT, token, path), MediaTypes.APPLICATION_JSON, body);
  }

  Answer delete(String token, String path) {
    return answer(authorized(Method.DELETE, token, path), MediaTypes.APPLICATION_JSON, new byte[0]);
  }

  private HttpClientRequest authorized(Method method, String token, String path) {
    return client
        .method(method)
        .path("/admin/realms" + path)
        .header(HeaderNames.AUTHORIZATION, "Bearer " + token);
  }

  private static Answer answer(HttpClientRequest request, MediaType type, byte[] body) {
    try (var trace =
        Trace.client("keycloak", () -> CallName.of(request.resolvedUri().path().rawPath()))) {
      var answer = exchange(TraceHeader.on(request), type, body);
      trace.with("http.response.status_code", answer.status());
      return answer;
    }
  }

  private static Answer exchange(HttpClientRequest request, MediaType type, byte[] body) {
    try (HttpClientResponse response =
        body.length == 0 ? request.request() : request.contentType(type).submit(body)) {
      return new Answer(response.status().code(), body(response));
    } catch (IOException | RuntimeException e) {
      throw new Unavailable(
          "keycloak", "Keycloak does not answer. See `integraci status` on the appliance.", e);
    }
  }

  private static JsonNode body(HttpClientResponse response) throws IOException {
    if (!response.entity().hasEntity()) {
      return JSON.createObjectNode();
    }
    try (var in = response.inputStream()) {
      return JSON.readTree(in.readNBytes(BODY_MAX));
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  /** Any answer that was not foreseen; its body may name a person and is not shown. */
  static Unavailable refused(int status) {
    return new Unavailable(
        "keycloak",
        "Keycloak answered %d. Its log on the appliance says why.".formatted(status),
        null);
  }

  private static byte[] encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
