package com.integraci.appliance.probe;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Method;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The control plane's own API, over TLS, as a program of anybody's reaches it. */
final class OwnApi implements AutoCloseable {

  private static final Duration TIME_MAX = Duration.ofSeconds(10);

  /** All calls together; a run takes seconds. */
  private static final Duration ALL_MAX = Duration.ofMinutes(2);

  /** What is read of an answer. */
  private static final int BODY_MAX = 1024 * 1024;

  private final WebClient client;
  private final long began = System.nanoTime();

  /**
   * Reaches it.
   *
   * @param authority the file of the authority that its certificate comes from
   */
  OwnApi(URI url, Path authority) {
    this.client =
        WebClient.builder()
            .baseUri(url)
            .tls(Tls.builder().trust(trusted(authority)).build())
            .followRedirects(false)
            .socketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .connectTimeout(TIME_MAX)
                    .readTimeout(TIME_MAX)
                    .build())
            .build();
  }

  /** An answer, its body as far as it is read. */
  record Answer(int status, String body) {}

  /**
   * Calls it.
   *
   * @param body JSON, sent with what may change something
   * @throws Unavailable when it does not answer within ten seconds, or all take two minutes
   */
  Answer call(Method method, String path, Optional<String> token, byte[] body) {
    if (System.nanoTime() - began > ALL_MAX.toNanos()) {
      throw new Unavailable(
          "control", "The control plane's own API is too slow to be tried.", null);
    }
    var request = client.method(io.helidon.http.Method.create(method.name())).path(path);
    token.ifPresent(own -> request.header(HeaderNames.AUTHORIZATION, "Bearer " + own));
    request.header(HeaderNames.IF_MATCH, "\"1\"");
    try (var response = method.safe() ? request.request() : sent(request, body)) {
      return new Answer(response.status().code(), read(response));
    } catch (IOException | RuntimeException e) {
      throw new Unavailable("control", "The control plane's own API does not answer.", e);
    }
  }

  private static HttpClientResponse sent(HttpClientRequest request, byte[] body) {
    return request.contentType(MediaTypes.APPLICATION_JSON).submit(body);
  }

  private static String read(HttpClientResponse response) throws IOException {
    if (!response.entity().hasEntity()) {
      return "";
    }
    try (var in = response.inputStream()) {
      return new String(in.readNBytes(BODY_MAX), StandardCharsets.UTF_8);
    }
  }

  private static List<X509Certificate> trusted(Path authority) {
    try (var in = Files.newInputStream(authority)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The authority's certificate can't be read.", e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(authority + " is no certificate.", e);
    }
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
