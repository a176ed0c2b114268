package com.integraci.tests.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A team requires a second factor: an app's code first, then a passkey. */
@Tag("browser")
final class SecondFactorStoryTest extends Story {

  private static final int PERIOD_SECONDS = 30;

  @Test
  void an_owner_requires_a_second_factor_sets_up_an_app_and_adds_a_passkey() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "factor");
      var page = team.begin(person);
      page.navigate(team.address("/members"));
      Team.button(page, "Require a second factor").click();
      // The realm follows within seconds; the page then goes to the sign-in by itself.
      page.locator("#username").waitFor();
      team.enter(page, Team.PASSWORD);
      look(page, "factor-set-up");
      var secret = page.locator("input[name=totpSecret]").inputValue();
      page.locator("#totp").fill("000000");
      page.locator("#saveTOTPBtn").click();
      page.locator("#wrong").waitFor();
      page.locator("#totp").fill(code(secret));
      page.locator("#userLabel").fill("My phone");
      page.locator("#saveTOTPBtn").click();
      page.waitForURL(address -> address.startsWith(team.address("/members")));
      page.getByText("Second factor: required").waitFor();
      Accessibility.expectNoFault(page);

      passkey(person, page, team);
    }
  }

  /** Adds one and signs in with it, in a browser that has a virtual one. */
  private static void passkey(BrowserContext person, Page page, Team team) {
    virtualPasskey(person, page);
    Team.link(page, "Open Ada Lovelace").click();
    Team.link(page, "Add a passkey").click();
    look(page, "factor-passkey");
    page.onceDialog(dialog -> dialog.accept("Laptop"));
    page.locator("#registerWebAuthn").click();
    page.waitForURL(address -> address.startsWith(team.address("")));
    Team.button(page, "Sign out").click();
    page.waitForURL("**/signin");
    page.navigate(team.address(""));
    team.enter(page, Team.PASSWORD);
    page.locator("#otp").or(page.locator("#authenticateWebAuthnButton")).first().waitFor();
    if (page.locator("#otp").count() > 0) {
      look(page, "factor-code");
      page.locator("#try-another-way").click();
      look(page, "factor-ways");
      Team.button(page, "A passkey").click();
    }
    look(page, "factor-use-passkey");
    page.locator("#authenticateWebAuthnButton").click();
    page.waitForURL(team.address(""));
    page.getByText("Signed in as owner").waitFor();
  }

  private static void virtualPasskey(BrowserContext person, Page page) {
    var devtools = person.newCDPSession(page);
    devtools.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var arguments = new JsonObject();
    arguments.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", arguments);
  }

  private static void look(Page page, String name) {
    page.waitForLoadState();
    new Looks(1280, 800, ColorScheme.LIGHT).here(page, name);
    page.setViewportSize(390, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    new Looks(390, 844, ColorScheme.DARK).here(page, name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 800);
  }

  /** RFC 6238, as Keycloak's realms have it: HMAC-SHA-1, six digits, thirty seconds. */
  private static String code(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / PERIOD_SECONDS;
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int at = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
