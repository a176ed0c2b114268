package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A browser without scripts: it keeps cookies, follows redirects, and fills in the first form. */
public final class Browsing implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int REDIRECTS_MAX = 20;
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]* action=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern HIDDEN =
      Pattern.compile(
          "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private final HttpClient client;
  private HttpResponse<String> page;

  /** A new one, with no cookies. */
  public Browsing(SSLContext tls) {
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Goes to an address. */
  public Browsing to(URI address) {
    return show(HttpRequest.newBuilder(address));
  }

  /** Fills in the page's first form, hidden fields as they are, and sends it. */
  public Browsing submit(Map<String, String> typed) {
    var action = ACTION.matcher(page.body());
    if (!action.find()) {
      throw new IllegalStateException(
          page.statusCode() + " without a form: " + page.uri() + "\n" + page.body());
    }
    var fields = new LinkedHashMap<String, String>();
    HIDDEN.matcher(page.body()).results().forEach(m -> fields.put(m.group(1), plain(m.group(2))));
    fields.putAll(typed);
    var form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var target = page.uri().resolve(plain(action.group(1)));
    return show(
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** Sends on what a page's script would send on at once (SAML's POST binding). */
  public Browsing carry() {
    while (page.body().contains("name=\"SAML") || page.body().contains("NAME=\"SAML")) {
      submit(Map.of());
    }
    return this;
  }

  private static String plain(String html) {
    return html.replace("&#x3a;", ":").replace("&#x2f;", "/").replace("&amp;", "&");
  }

  /** Where it is. */
  public URI address() {
    return page.uri();
  }

  /** The status of what it shows. */
  public int status() {
    return page.statusCode();
  }

  /** What it shows. */
  public String text() {
    return page.body();
  }

  private Browsing show(HttpRequest.Builder request) {
    page = sent(request);
    // A sign-in through a provider takes more redirects than the client would follow.
    for (int hop = 0; hop < REDIRECTS_MAX && page.statusCode() / 100 == 3; hop++) {
      var next = page.headers().firstValue("Location").orElseThrow();
      page = sent(HttpRequest.newBuilder(page.uri().resolve(next)));
    }
    return this;
  }

  private HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
