package com.integraci.tests.browser;

import com.integraci.tests.Await;
import com.integraci.tests.DirectoryServer;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An owner attaches an LDAP directory, and somebody joins with the password there. */
@Tag("browser")
final class DirectoryStoryTest {

  private static final String PASSWORD = "the directory's password";
  private static final Duration SOON = Duration.ofMinutes(1);

  private static RunningStack stack;
  private static Chromium chromium;
  private static DirectoryServer directory;

  @BeforeAll
  static void open() {
    stack = RunningStack.shared();
    chromium = Chromium.trusting(stack.authority());
    directory = RunningStack.directory();
    directory.person("grace", "grace@acme.example", PASSWORD);
  }

  @AfterAll
  static void close() {
    if (directory != null) {
      directory.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void an_owner_attaches_a_directory_and_somebody_joins_with_the_password_there() {
    try (var person = chromium.person();
        var visitor = chromium.person()) {
      var team = Team.fresh(stack.url(), "directory");
      var page = team.begin(person);
      page.navigate(team.address("/identity-providers"));
      attach(page);
      renew(page);
      join(page, visitor.newPage(), team);
    }
  }

  /** Bad input keeps what was typed; a password that the directory refuses is said so. */
  private static void attach(Page page) {
    Team.link(page, "LDAP instead").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Acme staff");
    page.getByLabel("Alias").fill("staff");
    page.getByLabel("Address").fill("http://directory.acme.example");
    page.getByLabel("Base DN").fill(DirectoryServer.BASE);
    page.getByLabel("Bind DN").fill(DirectoryServer.ACCOUNT);
    page.getByLabel("Bind password").fill("not it");
    Team.button(page, "Try it and attach it").click();
    page.locator("#url-wrong").waitFor();
    look(page, "directory-wrong");
    page.getByLabel("Address").fill(directory.ldaps());
    page.getByLabel("Bind password").fill("not it");
    Team.button(page, "Try it and attach it").click();
    page.getByText("It is being tried").waitFor();
    await(page, "failed");
    Team.link(page, "Open Acme staff").click();
    page.getByText("It does not let the appliance sign in").waitFor();
    look(page, "directory-failed");
  }

  private static void renew(Page page) {
    page.getByLabel("Bind password").fill(DirectoryServer.PASSWORD);
    Team.button(page, "Take these").click();
    page.getByText("It is being tried").waitFor();
    await(page, "attached");
    Team.link(page, "Open Acme staff").click();
    look(page, "directory-attached");
  }

  private static void join(Page page, Page visitor, Team team) {
    page.navigate(team.address("/invitations"));
    page.locator("#email").fill("grace@acme.example");
    page.locator("form button.btn-primary").click();
    page.locator("#link").waitFor();
    visitor.navigate(page.locator("#link").innerText().strip());
    visitor.getByLabel("Your name").fill("Grace Hopper");
    Team.button(visitor, "Join with Acme staff").click();
    Team.link(visitor, "Go on to Acme staff").waitFor();
    Await.until(
        "the account is made",
        SOON,
        () -> {
          page.navigate(team.address("/members"));
          return page.getByText("Grace Hopper").count() > 0;
        });
    Team.link(visitor, "Go on to Acme staff").click();
    visitor.locator("#kc-login").waitFor();
    look(visitor, "directory-signin");
    visitor.locator("#username").fill("grace");
    visitor.locator("#password").fill("not it");
    visitor.locator("#kc-login").click();
    visitor.locator("#wrong").waitFor();
    look(visitor, "directory-signin-wrong");
    visitor.locator("#password").fill(PASSWORD);
    visitor.locator("#kc-login").click();
    visitor.waitForURL(team.address(""));
  }

  private static void await(Page page, String state) {
    Await.until(
        "the directory is " + state,
        SOON,
        () -> {
          page.navigate(page.url().replaceFirst("\\?.*", ""));
          return page.getByText(state, new Page.GetByTextOptions().setExact(true)).count() > 0;
        });
  }

  private static void look(Page page, String name) {
    page.waitForLoadState();
    new Looks(1280, 800, ColorScheme.LIGHT).here(page, name);
    page.setViewportSize(390, 844);
    // Colours that are on their way are no one's to read.
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(ColorScheme.DARK));
    new Looks(390, 844, ColorScheme.DARK).here(page, name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 800);
  }
}
