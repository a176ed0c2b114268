package com.integraci.tests.browser;

import com.integraci.tests.Await;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;

/**
 * Somebody who is invited into a team, and what the person does with a mouse.
 *
 * @param team the team
 */
record Newcomer(Team team) {

  static final String NAME = "Grace Hopper";

  /** How long the account may take to be made, and to be gone. */
  static final Duration ACCOUNT_MAX = Duration.ofMinutes(1);

  String email() {
    return "grace@" + team.slug() + ".example";
  }

  /** An owner invites the person as a developer; returns the link. */
  String invitedOn(Page owner) {
    owner.navigate(team.address("/members"));
    Team.link(owner, "Invite").click();
    owner.getByLabel("Work email").fill(email());
    owner.getByLabel("Role").selectOption("developer");
    Team.button(owner, "Invite").click();
    owner.locator("#link").waitFor();
    Accessibility.expectNoFault(owner);
    return owner.locator("#link").innerText().strip();
  }

  void accept(Page page, String link) {
    page.navigate(link);
    Accessibility.expectNoFault(page);
    page.getByLabel("Your name").fill(NAME);
    page.getByLabel("New password").fill(Team.PASSWORD);
    page.getByLabel("The same again").fill(Team.PASSWORD);
    Team.button(page, "Join the team").click();
    Team.link(page, "Sign in").waitFor();
  }

  /**
   * The account is made within seconds; until then the directory does not know the person, and may
   * show a page that asks for nothing.
   */
  void signIn(Page page) {
    Await.until(
        NAME + " is in",
        ACCOUNT_MAX,
        () -> {
          page.navigate(team.address(""));
          if (page.url().equals(team.address(""))) {
            return true;
          }
          return asked(page) && entered(page);
        });
  }

  /** In a browser of the person's own, with a role that an owner gives. */
  Page joined(BrowserContext browser, Page owner, String role) {
    var page = browser.newPage();
    accept(page, invitedOn(owner));
    signIn(page);
    owner.navigate(team.address("/members"));
    Team.link(owner, "Open " + NAME).click();
    owner.getByLabel("New role").selectOption(role);
    Team.button(owner, "Change the role").click();
    page.getByText("Signed in as " + role).waitFor();
    return page;
  }

  /** Whether the directory takes the person no more. */
  boolean refused(Page page) {
    page.navigate(team.address(""));
    if (!asked(page)) {
      return false;
    }
    enter(page);
    return page.locator("#wrong").count() == 1;
  }

  private boolean entered(Page page) {
    enter(page);
    return page.url().equals(team.address(""));
  }

  /** Whether the page asks who the person is. */
  private static boolean asked(Page page) {
    return page.locator("#username").count() == 1;
  }

  private void enter(Page page) {
    page.locator("#username").fill(email());
    page.locator("#password").fill(Team.PASSWORD);
    page.locator("#kc-login").click();
    page.waitForLoadState();
  }
}
