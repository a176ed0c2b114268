package com.integraci.installer.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Asks the components over HTTPS, trusting the appliance's certificate authority and nothing else.
 * Every exchange is bounded: 5 s to connect, 30 s in all unless said otherwise, 1 MiB of answer.
 */
public final class Https implements AutoCloseable {
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int BODY_MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client;
  private final Duration bound;

  /** Trusts the authority whose certificate stands in this file (PEM). */
  public Https(Path authority) throws IOException {
    this(authority, BOUND);
  }

  /**
   * The same for what takes long.
   *
   * @param bound of an exchange in all
   */
  public Https(Path authority, Duration bound) throws IOException {
    this.bound = bound;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .sslContext(trusting(authority))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * An answer.
   *
   * @param status the status code
   * @param headers its header fields
   * @param text its body
   */
  public record Answer(int status, HttpHeaders headers, String text) {
    /** Whether the status is 200 to 299. */
    public boolean good() {
      return status >= 200 && status < 300;
    }

    /** The Location header, or an empty text. */
    public String location() {
      return headers.firstValue("Location").orElse("");
    }

    /** The JSON, or a missing node when it is none. */
    public JsonNode body() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
      } catch (JacksonException e) {
        return MissingNode.getInstance();
      }
    }
  }

  /** GET. */
  public Answer get(String url, Map<String, String> headers) throws IOException {
    return send("GET", url, headers, BodyPublishers.noBody());
  }

  /** Any method with a JSON body. */
  public Answer json(String method, String url, Map<String, String> headers, Object body)
      throws IOException {
    BodyPublisher publisher = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    var all = new java.util.HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return send(method, url, all, publisher);
  }

  /** DELETE. */
  public Answer delete(String url, Map<String, String> headers) throws IOException {
    return send("DELETE", url, headers, BodyPublishers.noBody());
  }

  /** POST of a form, as browsers and token endpoints send it. */
  public Answer form(String url, Map<String, String> headers, Map<String, String> fields)
      throws IOException {
    var all = new java.util.HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    return send("POST", url, all, BodyPublishers.ofString(encoded(fields)));
  }

  /** Fields as a form or a query has them. */
  public static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Whether GET is answered with 200 within a few seconds; never throws. */
  public boolean ok(String url) {
    try {
      return get(url, Map.of()).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private Answer send(String method, String url, Map<String, String> headers, BodyPublisher body)
      throws IOException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(bound).method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] content = in.readNBytes(BODY_MAX_BYTES);
        String text = new String(content, StandardCharsets.UTF_8);
        return new Answer(response.statusCode(), response.headers(), text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + url, e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      var certificates =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + " can't be used to trust the appliance", e);
    }
  }
}
