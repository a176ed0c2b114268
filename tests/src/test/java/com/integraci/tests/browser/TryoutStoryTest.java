package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.stack.Https;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An owner asks a draft about a decision that was made, about facts that are wrong, and about facts
 * that it denies. Nothing comes of it.
 */
@Tag("browser")
final class TryoutStoryTest extends Story {

  @Test
  void a_draft_is_asked_about_facts_before_anybody_signs_it() throws IOException {
    try (var person = chromium.person();
        var https = new Https(stack.data().resolve("ca.pem"))) {
      var team = Team.fresh(stack.url(), "tries");
      var owner = team.begin(person);
      owner.navigate(team.address("/answers"));
      owner.getByText("No rules yet").waitFor();
      var program = Pipeline.made(owner, team, https, stack.url().toString());
      var tests = Map.of("tests", Map.of("passed", 3, "failed", 0, "skipped", 0));
      var made = program.decide(tests).path("id").asString();
      owner.navigate(team.address("/drafts"));
      owner.getByLabel("Name").fill("acme-gate");
      Team.button(owner, "Begin").click();
      owner.locator("textarea[name=content]").waitFor();
      var draft = owner.url();

      owner.navigate(team.address("/decisions/" + made));
      Team.link(owner, "Try these facts").click();
      Team.button(owner, "Ask").click();
      owner.getByText("It would be allowed").waitFor();
      Accessibility.expectNoFault(owner);
      wrong(owner);
      denied(owner);
      for (Looks looks : Looks.ALL) {
        looks.with(chromium, person, page -> asked(page, looks, team, made));
      }
      assertEquals(1, program.get("/api/v1/decisions?kind=gate-1").get("decisions").size());
      replayed(person, owner, draft);
      for (Looks looks : Looks.ALL) {
        looks.with(chromium, person, page -> traced(page, looks, team));
      }
      broken(owner, draft);
    }
  }

  /** Every fault is at its line, and what was typed is kept. */
  private static void wrong(Page owner) {
    var facts = owner.getByLabel("Facts");
    var good = facts.inputValue();
    facts.fill(good.replace("\"failed\" : 0", "\"failed\" : \"none\""));
    Team.button(owner, "Ask").click();
    owner.getByText("1 fault").first().waitFor();
    owner.getByText("/evidence/tests/failed").waitFor();
    var lines = owner.getByLabel("Facts").inputValue().lines().toList();
    int line = Integer.parseInt(owner.locator(".numbers .bad").innerText());
    assertTrue(lines.get(line - 1).contains("\"failed\" : \"none\""), lines.get(line - 1));
    Accessibility.expectNoFault(owner);
  }

  /** What denies says what to do, and the others that they hold. */
  private static void denied(Page owner) {
    var facts = owner.getByLabel("Facts");
    facts.fill(facts.inputValue().replace("\"none\"", "3"));
    Team.button(owner, "Ask").click();
    owner.getByText("It would be denied").waitFor();
    owner.locator("tr:has-text('tests_passed')").getByText("Mend what fails").waitFor();
    owner.locator("tr:has-text('reviewed')").getByText("holds").waitFor();
    Accessibility.expectNoFault(owner);
  }

  private static void asked(Page page, Looks looks, Team team, String made) {
    page.navigate(team.address("/answers?decision=" + made));
    var facts = page.getByLabel("Facts");
    facts.fill(facts.inputValue().replace("\"failed\" : 0", "\"failed\" : 3"));
    Team.button(page, "Ask").click();
    page.getByText("It would be denied").waitFor();
    looks.here(page, "answer");
    facts.fill(facts.inputValue().replace("\"failed\" : 3", "\"failed\" : \"none\""));
    Team.button(page, "Ask").click();
    page.getByText("1 fault").first().waitFor();
    looks.here(page, "answer-wrong");
  }

  /** It says what the draft would change, and when the draft is another since. */
  private static void replayed(BrowserContext person, Page owner, String draft) {
    owner.navigate(draft);
    Team.button(owner, "Replay").click();
    owner.getByText("A draft, which decides nothing").waitFor();
    owner.locator("dl.facts-row").getByText("Deny to allow").waitFor();
    assertEquals(List.of("0", "0", "1", "0"), owner.locator("dl.facts-row dd").allInnerTexts());
    Accessibility.expectNoFault(owner);
    var replay = owner.url();
    Team.link(owner, "this draft").click();
    var editor = owner.locator("textarea[name=content]");
    editor.fill(editor.inputValue() + "\n# Looked at.\n");
    owner.waitForResponse(
        response -> response.request().method().equals("POST"),
        () -> Team.button(owner, "Save").click());
    owner.navigate(replay);
    owner.getByText("The draft was changed since.").waitFor();
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, replay, "replay-draft"));
    }
    owner.navigate(draft);
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, draft, "draft-replay"));
    }
  }

  /** What the platform floor decided says which expression let it be. */
  private static void traced(Page page, Looks looks, Team team) {
    page.navigate(team.address("/decisions?kind=actions"));
    page.locator("tbody a").first().click();
    Team.button(page, "Trace role_allowed").click();
    page.getByText("How role_allowed came out").waitFor();
    page.getByText("Decided again: the same").waitFor();
    page.locator("section:has(#trace) .expression").first().waitFor();
    looks.here(page, "decision-trace");
  }

  /** A draft that can't be compiled leads to the line that is wrong. */
  private static void broken(Page owner, String draft) {
    owner.navigate(draft);
    var editor = owner.locator("textarea[name=content]");
    editor.fill(editor.inputValue().replace(">= data.tests.least", ">= time.now_ns()"));
    owner.waitForResponse(
        response -> response.request().method().equals("POST"),
        () -> Team.button(owner, "Save").click());
    Team.link(owner, "Try facts").click();
    Team.button(owner, "Ask").click();
    owner.getByText("undefined function time.now_ns").waitFor();
    Team.link(owner, "rules/gate.rego:5").click();
    owner.locator("h2#file:has-text('rules/gate.rego')").waitFor();
  }
}
