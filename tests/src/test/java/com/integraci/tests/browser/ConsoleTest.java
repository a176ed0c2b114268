package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.tests.Await;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
final class ConsoleTest extends Story {

  private static final String CANARY = "canary-4f1e";
  private static final String LOGOUT = "/protocol/openid-connect/logout";

  /** The same whether the password is wrong or the account is locked. */
  private static final String REFUSED = "After ten wrong tries an account takes none";

  private static final List<String> PAGES =
      List.of("", "/secrets", "/audit", "/workflows", "/nothing-here");

  @Test
  void a_new_team_stores_a_secret_and_verifies_its_export_and_a_second_team_sees_nothing()
      throws IOException {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "first");
      var page = team.begin(person);
      team.store(page, "ledger/of-first", CANARY);
      assertFalse(page.content().contains(CANARY), "the value is shown again");
      expectEntry(page, team, "secret.put");
      Team.button(page, "Verify now").click();
      page.getByText("The chain holds").waitFor();
      verifyOffline(page);

      var second = Team.fresh(stack.url(), "second");
      var other = second.begin(person);
      other.navigate(second.address("/secrets"));
      assertFalse(other.content().contains("ledger/of-first"));
      other.navigate(second.address("/audit"));
      assertFalse(other.content().contains("secret.put</span>"));
      page.navigate(team.address("/secrets"));
      page.getByText("ledger/of-first").first().waitFor();
    }
  }

  /** Sealing follows the commit within milliseconds; the page is asked again until it has. */
  private static void expectEntry(Page page, Team team, String action) {
    var entry = page.locator("td").getByText(action, exactly());
    Await.until(
        "an entry " + action,
        Duration.ofSeconds(20),
        () -> {
          page.navigate(team.address("/audit"));
          return entry.count() > 0;
        });
  }

  private static com.microsoft.playwright.Locator.GetByTextOptions exactly() {
    return new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true);
  }

  private static void verifyOffline(Page page) throws IOException {
    var key = Files.readString(page.waitForDownload(Team.link(page, "Public key")::click).path());
    var file = Files.readAllBytes(page.waitForDownload(Team.button(page, "Export")::click).path());
    var verifier = new AuditVerifier(AuditKey.ofPem(key));
    assertInstanceOf(AuditVerdict.Intact.class, verifier.verify(new ByteArrayInputStream(file)));
    assertFalse(new String(file, StandardCharsets.UTF_8).contains(CANARY));

    var changed = new String(file, StandardCharsets.UTF_8).replaceFirst("secret", "sEcret");
    var verdict =
        verifier.verify(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)));
    var broken = assertInstanceOf(AuditVerdict.Broken.class, verdict);
    assertTrue(broken.sequence() > 0 && broken.what().contains("" + broken.sequence()));
  }

  @Test
  void the_story_is_done_by_keyboard_alone() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "keys");
      var page = person.newPage();
      page.navigate(stack.url() + "/signup");
      var keys = new Keyboard(page);
      keys.to("Team or organisation").type("Team of keys");
      keys.to("Short name").type(team.slug());
      keys.to("Your name").type("Grace Hopper");
      keys.to("Work email").type(team.email());
      keys.to("Password").type(Team.PASSWORD);
      keys.to("Create the team").press("Enter");
      Team.link(page, "Go to your console").waitFor();
      keys.to("Go to your console").press("Enter");
      page.locator("#username").waitFor();
      keys.toId("username").type(team.email());
      keys.toId("password").type(Team.PASSWORD);
      keys.press("Enter");
      page.waitForURL(team.address(""));
      keys.to("Secrets").press("Enter");
      page.waitForURL(team.address("/secrets"));
      keys.to("Name").type("by/keyboard");
      keys.to("Value").type("typed");
      keys.to("Store").press("Enter");
      page.getByText("Stored by/keyboard.").waitFor();
      keys.to("Audit").press("Enter");
      page.waitForURL(team.address("/audit"));
      keys.to("Verify now").press("Enter");
      page.getByText("The chain holds").waitFor();
      page.waitForDownload(() -> keys.to("Export").press("Enter"));
      keys.to("Sign out").press("Enter");
      page.waitForURL(stack.url() + "/signin");
    }
  }

  @Test
  void everything_works_without_scripts() {
    try (var person = chromium.withoutScripts()) {
      var team = Team.fresh(stack.url(), "plain");
      var page = team.begin(person);
      team.store(page, "without/scripts", CANARY);
      page.navigate(team.address("/audit"));
      Team.button(page, "Verify now").click();
      page.getByText("The chain holds").waitFor();
    }
  }

  @Test
  void a_secret_is_rotated_and_deleted_and_the_log_is_filtered_by_what_was_done() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "turns");
      var page = team.begin(person);
      team.store(page, "payments/api-key", CANARY);
      team.rotate(page, "payments/api-key", CANARY + " again");
      assertEquals("2", page.locator("td[data-label='Version']").innerText());
      expectEntry(page, team, "secret.put");
      team.delete(page, "payments/api-key");
      page.getByText("No secret yet").waitFor();
      expectEntry(page, team, "secret.delete");

      page.getByLabel("Action").selectOption("secret.delete");
      Team.button(page, "Filter").click();
      page.waitForURL("**action=secret.delete**");
      assertEquals(
          List.of("secret.delete"), page.locator("td[data-label='Action'] .name").allInnerTexts());
      page.getByLabel("Actor's id").fill("nobody");
      Team.button(page, "Filter").click();
      page.locator("#actor[aria-invalid='true']").waitFor();
      Accessibility.expectNoFault(page);
      Team.link(page, "Clear").click();
      page.waitForURL(team.address("/audit"));
    }
  }

  @Test
  void the_workflow_that_made_the_team_is_shown_step_by_step() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "steps");
      var page = team.begin(person);
      page.navigate(team.address("/workflows"));
      Team.link(page, "Open Set up the team, done").click();
      var steps = page.locator(".journey .step-name").allInnerTexts();
      assertTrue(steps.containsAll(List.of("User directory", "Secrets store")), steps.toString());
      assertEquals(steps.size(), page.locator(".journey .step-done").count());
      assertEquals(0, Team.button(page, "Resume").count(), "a finished one is resumed");
    }
  }

  @Test
  void every_page_is_accessible_on_desktop_and_phone_light_and_dark() {
    try (var person = chromium.person();
        var nobody = chromium.person()) {
      var team = Team.fresh(stack.url(), "looks");
      var first = team.begin(person);
      team.store(first, "payments/api-key", "value");
      first.navigate(team.address("/workflows"));
      var workflow = first.locator("a[href*='/workflows/']").first().getAttribute("href");
      var secret = "?name=payments%2Fapi-key&version=1";
      for (Looks looks : Looks.ALL) {
        looks.with(
            chromium,
            person,
            page -> {
              PAGES.forEach(
                  path -> looks.at(page, team.address(path), "team" + path.replace('/', '-')));
              looks.at(page, team.address("/secrets/rotate" + secret), "team-rotate");
              looks.at(page, team.address("/secrets/delete" + secret), "team-delete");
              looks.at(page, team.address("/audit?action=secret.put"), "team-filtered");
              looks.at(page, stack.url() + workflow, "team-workflow");
            });
        looks.with(
            chromium,
            nobody,
            page -> {
              looks.at(page, stack.url() + "/signup", "signup");
              looks.at(page, stack.url() + "/signin", "signin");
              looks.at(page, team.address(""), "keycloak");
              team.enter(page, "wrong");
              page.locator("#wrong").waitFor();
              looks.here(page, "keycloak-wrong");
              looks.at(page, stack.url() + "/auth/realms/" + team.slug() + LOGOUT, "keycloak-out");
              var unknown = "/protocol/openid-connect/auth?client_id=nobody";
              looks.at(page, stack.url() + "/auth/realms/" + team.slug() + unknown, "keycloak-no");
            });
      }
    }
  }

  @Test
  void signing_out_ends_both_sides() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "leaves");
      var page = team.begin(person);
      Team.button(page, "Sign out").click();
      page.waitForURL(stack.url() + "/signin");
      page.navigate(team.address("/secrets"));
      assertTrue(page.url().contains("/auth/realms/" + team.slug()), page.url());
      page.locator("#password").waitFor();
    }
  }

  @Test
  void a_wrong_password_says_so_and_many_lock_the_account_for_a_while() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "locked");
      var page = person.newPage();
      team.signUp(page);
      page.navigate(team.address(""));
      for (int i = 0; i < 12; i++) {
        team.enter(page, "wrong " + i);
        page.locator("#wrong").getByText(REFUSED).waitFor();
      }
      var before = page.locator("#wrong").innerText();
      var answer =
          page.waitForResponse(
              "**/login-actions/authenticate**", () -> team.enter(page, Team.PASSWORD));
      assertEquals(200, answer.status(), "the account is not locked");
      assertEquals(before, page.locator("#wrong").innerText(), "a locked account is told apart");
      assertTrue(page.url().contains("/auth/realms/"), "the account is not locked");
    }
  }

  @Test
  void what_is_wrong_with_a_sign_up_is_said_at_once_and_the_keyboard_goes_there() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      page.navigate(stack.url() + "/signup");
      page.getByLabel("Team or organisation").fill("Somebody");
      page.getByLabel("Short name").fill("Not A Slug");
      page.getByLabel("Your name").fill("Somebody");
      page.getByLabel("Work email").fill("somebody@example.com");
      page.getByLabel("Password").fill("short");
      Team.button(page, "Create the team").click();
      page.getByText("2 things are not right yet").waitFor();
      // The keyboard follows once the answer has settled.
      Await.until(
          "the keyboard is where the answer is",
          Duration.ofSeconds(5),
          () -> "notice notice-bad".equals(page.evaluate("document.activeElement.className")));
      page.locator(".notice-bad a[href='#slug']").click();
      assertEquals("slug", page.evaluate("document.activeElement.id"));
      Accessibility.expectNoFault(page);
    }
  }
}
