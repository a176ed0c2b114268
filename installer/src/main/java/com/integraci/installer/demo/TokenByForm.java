package com.integraci.installer.demo;

import com.integraci.installer.stack.Credential;
import com.integraci.installer.stack.Https;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An access token of a team by its realm's client {@code cli}, fetched as a person with a browser
 * does: the sign-in page, its form, the code in the redirect (RFC 6749, RFC 7636, RFC 8252), which
 * is not followed.
 */
final class TokenByForm {
  private static final String REDIRECT = "http://127.0.0.1/callback";
  private static final Pattern FORM =
      Pattern.compile("<form id=\"kc-form-login\"[^>]*\\saction=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([A-Za-z0-9._~-]+)(?:&|$)");

  private final Https https;
  private final String url;

  /**
   * Signs in at an appliance.
   *
   * @param url where browsers reach it
   */
  TokenByForm(Https https, String url) {
    this.https = https;
    this.url = url;
  }

  /** The owner's token, or nothing when there is no such realm. */
  Optional<String> fetch(Account account) throws IOException {
    String realm = url + "/auth/realms/" + account.slug() + "/protocol/openid-connect";
    String verifier = Credential.random();
    var asked =
        Map.of(
            "response_type", "code",
            "client_id", "cli",
            "redirect_uri", REDIRECT,
            "code_challenge_method", "S256",
            "code_challenge", challenge(verifier));
    var page = https.get(realm + "/auth?" + Https.encoded(asked), Map.of());
    if (page.status() == 404) {
      return Optional.empty();
    }
    return Optional.of(exchange(realm, code(account, page), verifier));
  }

  private String code(Account account, Https.Answer page) throws IOException {
    Matcher form = FORM.matcher(page.text());
    if (!page.good() || !form.find() || !target(form).startsWith(url + "/auth/realms/")) {
      throw new DemoFault("the sign-in page of %s is not there".formatted(account.slug()));
    }
    var fields = Map.of("username", account.email(), "password", account.password());
    var answer = https.form(target(form), Map.of("Cookie", cookies(page)), fields);
    Matcher code = CODE.matcher(answer.location());
    if (answer.location().startsWith(REDIRECT + "?") && code.find()) {
      return code.group(1);
    }
    throw new DemoFault(
        "%s does not let %s in with the password of %s"
            .formatted(account.slug(), account.email(), DemoFile.NAME));
  }

  private static String target(Matcher form) {
    return form.group(1).replace("&amp;", "&");
  }

  private static String cookies(Https.Answer page) {
    var cookies = new LinkedHashMap<String, String>();
    for (String line : page.headers().allValues("Set-Cookie")) {
      String pair = line.split(";", 2)[0];
      cookies.put(pair.split("=", 2)[0], pair);
    }
    return cookies.values().stream().collect(Collectors.joining("; "));
  }

  private String exchange(String realm, String code, String verifier) throws IOException {
    var fields =
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "cli",
            "redirect_uri", REDIRECT,
            "code", code,
            "code_verifier", verifier);
    var answer = https.form(realm + "/token", Map.of(), fields);
    if (!answer.good()) {
      throw new DemoFault("the code was refused with " + answer.status());
    }
    return answer.body().path("access_token").asString();
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
