package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An owner writes rules in the browser, breaks them, and mends them where the page says. */
@Tag("browser")
final class DraftStoryTest extends Story {

  @Test
  void rules_are_written_tested_and_mended_at_the_line_that_is_named() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "writes");
      var owner = team.begin(person);
      owner.navigate(team.address("/policies"));
      Team.link(owner, "Drafts").click();
      owner.getByText("No drafts yet").waitFor();
      owner.getByLabel("Name").fill("Acme");
      Team.button(owner, "Begin").click();
      owner.locator("#name[aria-invalid=true]").waitFor();
      owner.getByLabel("Name").fill("acme-gate");
      Team.button(owner, "Begin").click();

      var editor = owner.locator("textarea[name=content]");
      editor.waitFor();
      var good = editor.inputValue();
      assertTrue(good.startsWith("package bundle\n"), good);
      Team.button(owner, "Save and test").click();
      owner.getByText("It could be published").waitFor();
      Accessibility.expectNoFault(owner);

      editor.fill(good.replace(">= data.tests.least", ">= time.now_ns()"));
      Team.button(owner, "Save and test").click();
      owner.getByText("1 fault").first().waitFor();
      assertEquals("5", owner.locator(".numbers .bad").innerText());
      owner.getByText("undefined function time.now_ns").waitFor();
      assertTrue(editor.inputValue().contains("time.now_ns()"), "what was typed is kept");
      Accessibility.expectNoFault(owner);
      look(owner, "draft-faults");

      editor.fill(good.replace("failed == 0", "failed == 1"));
      Team.button(owner, "Save and test").click();
      owner.locator(".faults a[href*='gate_test']").first().click();
      owner.locator("h2#file:has-text('tests/gate_test.rego')").waitFor();
      Team.link(owner, "rules/gate.rego").click();
      owner.locator("h2#file:has-text('rules/gate.rego')").waitFor();

      elsewhere(person, team, owner.url());
      editor.fill(good);
      Team.button(owner, "Save and test").click();
      owner.getByText("Somebody has changed the draft").first().waitFor();
      assertEquals(good, editor.inputValue(), "what was typed is kept");
      Team.button(owner, "Save and test").click();
      owner.getByText("It could be published").waitFor();

      owner.getByLabel("New file").fill("rules/more.rego");
      Team.button(owner, "Add").click();
      owner.locator("h2#file:has-text('rules/more.rego')").waitFor();
      owner.getByText("Remove rules/more.rego").click();
      Team.button(owner, "Remove the file").click();
      owner.locator("h2#file:has-text('rules/gate.rego')").waitFor();
      for (Looks looks : Looks.ALL) {
        looks.with(chromium, person, page -> looks.at(page, owner.url(), "draft"));
      }
      owner.getByText("Delete the draft").click();
      Team.button(owner, "Delete for good").click();
      owner.getByText("No drafts yet").waitFor();
    }
  }

  /** Another window saves first. */
  private static void elsewhere(BrowserContext person, Team team, String address) {
    var other = person.newPage();
    other.navigate(address);
    other.locator("textarea[name=content]").fill("package bundle\n");
    other.waitForResponse(
        response -> response.request().method().equals("POST"),
        () -> Team.button(other, "Save").click());
    other.close();
    assertTrue(address.startsWith(team.address("/drafts/")), address);
  }

  /** What is not at an address of its own is looked at where it is, as wide as it is. */
  private static void look(Page owner, String name) {
    for (Looks looks : Looks.ALL) {
      if (looks.width() == owner.viewportSize().width) {
        owner.emulateMedia(
            new Page.EmulateMediaOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(looks.colours()));
        looks.here(owner, name);
      }
    }
  }
}
