package com.integraci.tests.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.UUID;

/**
 * A team that signs up, and what its owner does with a mouse.
 *
 * @param url the appliance's address
 * @param slug the team's
 * @param password its owner's
 */
record Team(URI url, String slug, String password) {

  static final String PASSWORD = "correct horse battery";

  /** A team that nobody else has. */
  static Team fresh(URI url, String kind) {
    return fresh(url, kind, PASSWORD);
  }

  /** The same, whose owner has that password. */
  static Team fresh(URI url, String kind, String password) {
    return new Team(url, kind + "-" + UUID.randomUUID().toString().substring(0, 8), password);
  }

  String email() {
    return "ada@" + slug + ".example";
  }

  String address(String path) {
    return url + "/t/" + slug + path;
  }

  /** Fills the form in, sends it, watches the steps to their end. */
  void signUp(Page page) {
    page.navigate(url + "/signup");
    page.getByLabel("Team or organisation").fill("Team " + slug);
    page.getByLabel("Short name").fill(slug);
    page.getByLabel("Your name").fill("Ada Lovelace");
    page.getByLabel("Work email").fill(email());
    page.getByLabel("Password").fill(password);
    button(page, "Create the team").click();
    page.waitForURL("**/signup/progress/**");
    link(page, "Go to your console").waitFor();
  }

  /** Goes to the team's home and signs in through Keycloak. */
  void signIn(Page page) {
    page.navigate(address(""));
    enter(page, password);
    page.waitForURL(address(""));
  }

  /** Fills Keycloak's form in. */
  void enter(Page page, String password) {
    page.locator("#username").fill(email());
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
  }

  void store(Page page, String name, String value) {
    page.navigate(address("/secrets"));
    page.getByLabel("Name").fill(name);
    page.getByLabel("Value").fill(value);
    button(page, "Store").click();
    page.getByText("Stored " + name + ".").waitFor();
  }

  void rotate(Page page, String name, String value) {
    page.navigate(address("/secrets"));
    link(page, "Rotate " + name).click();
    page.getByLabel("Value").fill(value);
    button(page, "Store version 2").click();
    page.getByText("Rotated " + name + ".").waitFor();
  }

  /** Types another name first, which deletes nothing. */
  void delete(Page page, String name) {
    page.navigate(address("/secrets"));
    link(page, "Delete " + name).click();
    page.getByLabel("Type the name to confirm").fill("something/else");
    button(page, "Delete for good").click();
    page.locator("#confirm-wrong").waitFor();
    page.getByLabel("Type the name to confirm").fill(name);
    button(page, "Delete for good").click();
    page.getByText("Deleted " + name + ".").waitFor();
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** How much waits in a section, as the navigation counts it. */
  static long waiting(Page page, String section) {
    // Looked at once: a page that hears of something may take the number away at any moment.
    var shown = page.locator("#sections li:has-text('" + section + "') .count").allInnerTexts();
    return shown.isEmpty() ? 0 : Long.parseLong(shown.getFirst().replaceAll("\\D", ""));
  }

  /** Waits, on a page that nobody loads again, until the navigation counts so much. */
  static void awaitWaiting(Page page, String section, long count) {
    page.waitForCondition(() -> waiting(page, section) == count);
  }

  /** For something that is not there any more. */
  static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  /** A member's browser, signed up and signed in. */
  Page begin(BrowserContext person) {
    var page = person.newPage();
    signUp(page);
    signIn(page);
    return page;
  }
}
