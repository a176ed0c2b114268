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
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Goes through Keycloak's own sign-in as a browser would, each time as a new one. */
final class SignInForm {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

  private final SSLContext tls;

  SignInForm(SSLContext tls) {
    this.tls = tls;
  }

  /**
   * Signs somebody in.
   *
   * @param authorization the authorization request
   * @return where Keycloak sends the browser then
   */
  URI signIn(URI authorization, String username, String password) {
    try (var browser =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build()) {
      var page = send(browser, HttpRequest.newBuilder(authorization));
      var action = ACTION.matcher(page.body());
      if (!action.find()) {
        throw new IllegalStateException(page.statusCode() + " without a form:\n" + page.body());
      }
      var form = HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")));
      var fields = "username=" + encoded(username) + "&password=" + encoded(password);
      form.header("Content-Type", "application/x-www-form-urlencoded");
      var answer = send(browser, form.POST(BodyPublishers.ofString(fields)));
      return answer
          .headers()
          .firstValue("Location")
          .map(URI::create)
          .orElseThrow(() -> new IllegalStateException("refused:\n" + answer.body()));
    }
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
