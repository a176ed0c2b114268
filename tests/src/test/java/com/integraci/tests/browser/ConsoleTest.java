package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.tests.Await;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
final class ConsoleTest {

  private static final String CANARY = "canary-4f1e";
  private static final Path PICTURES = Path.of("target", "browser");
  private static final List<String> PAGES =
      List.of("", "/secrets", "/audit", "/workflows", "/nothing-here");

  private static RunningStack stack;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    stack = RunningStack.shared();
    chromium = Chromium.trusting(stack.authority());
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

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
  void every_page_is_accessible_on_desktop_and_phone_light_and_dark() throws IOException {
    Files.createDirectories(PICTURES);
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "looks");
      var page = team.begin(person);
      team.store(page, "payments/api-key", "value");
      look(person, team, 1280, 800, ColorScheme.LIGHT);
      look(person, team, 1280, 800, ColorScheme.DARK);
      look(person, team, 390, 844, ColorScheme.LIGHT);
      look(person, team, 390, 844, ColorScheme.DARK);
    }
  }

  private static void look(
      BrowserContext person, Team team, int width, int height, ColorScheme colours) {
    var kind = width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
    try (var context = chromium.like(person, width, height, colours)) {
      var page = context.newPage();
      for (String path : PAGES) {
        look(page, team.address(path), kind, "team" + path);
      }
      look(page, stack.url() + "/signup", kind, "signup");
      look(page, stack.url() + "/signin", kind, "signin");
    }
  }

  private static void look(Page page, String address, String kind, String name) {
    page.navigate(address);
    Accessibility.expectNoFault(page);
    int wide = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertTrue(wide <= 0, address + " is wider than the screen by " + wide);
    var file = PICTURES.resolve(name.replace('/', '-') + "-" + kind + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
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
        page.getByText("Invalid username or password").first().waitFor();
      }
      team.enter(page, Team.PASSWORD);
      page.getByText("Invalid username or password").first().waitFor();
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
      assertEquals("notice notice-bad", page.evaluate("document.activeElement.className"));
      page.locator(".notice-bad a[href='#slug']").click();
      assertEquals("slug", page.evaluate("document.activeElement.id"));
      Accessibility.expectNoFault(page);
    }
  }
}
