package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;

/**
 * The appliance's first operator.
 *
 * @param stack whose
 */
record Operator(RunningStack stack) {

  private static final String PASSWORD = "an operator's own password";

  String address(String path) {
    return stack.url() + "/t/appliance" + path;
  }

  /** Sets the password through the link, unless that was done before. */
  void setPassword(Page page) {
    page.navigate(stack.operatorLink());
    if (Team.button(page, "Set the password").count() > 0) {
      enter(page, PASSWORD, "something else");
      page.locator("#again-wrong").waitFor();
      Accessibility.expectNoFault(page);
      enter(page, PASSWORD, PASSWORD);
      Team.link(page, "Sign in as the operator").waitFor();
      Accessibility.expectNoFault(page);
    }
  }

  private static void enter(Page page, String password, String again) {
    page.getByLabel("New password").fill(password);
    page.getByLabel("The same again").fill(again);
    Team.button(page, "Set the password").click();
  }

  /** What the link shows when it was used. */
  void expectUsedUp(Page page) {
    assertEquals(404, page.navigate(stack.operatorLink()).status());
  }

  void signIn(Page page) {
    page.navigate(address(""));
    page.locator("#username").fill("operator");
    page.locator("#password").fill(PASSWORD);
    page.locator("#kc-login").click();
    page.waitForURL(address(""));
  }
}
