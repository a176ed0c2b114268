package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.stack.Https;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.Ended;
import com.integraci.tests.policy.TeamKey;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a team does with policies: a pipeline's account publishes rules and asks gates ten thousand
 * times, an owner writes stricter ones, sees what they would change, a second person has them
 * decide, what they deny gets an exception, and they are rolled back.
 */
@Tag("browser")
final class PolicyStoryTest extends Story {

  private static final TeamKey KEY = TeamKey.fresh();
  private static final Map<String, Object> MANY = tests(60);

  @TempDir private Path folder;

  @Test
  void stricter_rules_are_tried_on_ten_thousand_decisions_before_they_decide() throws IOException {
    try (var first = chromium.person();
        var second = chromium.person();
        var https = new Https(stack.data().resolve("ca.pem"))) {
      var team = Team.fresh(stack.url(), "ruled");
      var owner = team.begin(first);
      owner.navigate(team.address("/policies"));
      owner.getByText("No bundle yet").waitFor();
      look(first, team, "/policies", "policies-none");
      var program = Pipeline.made(owner, team, https, stack.url().toString());
      assertEquals("no_bundle", program.decide(Map.of()).path("reason").asString());

      trust(owner, team);
      look(first, team, "/keys", "keys");
      publishedAfterRefusals(program);
      take(owner, team, "0.1.0");
      look(first, team, opened(owner), "policy");
      assertTrue(program.decide(MANY).path("allowed").asBoolean());
      var denied = program.decide(Map.of());
      seen(owner, team, denied.path("id").asString());
      look(first, team, "/decisions/" + denied.path("id").asString(), "decision");
      erased(owner, team, denied.path("id").asString());

      Traffic.send(program.renewed());
      paged(owner, team);
      look(first, team, "/decisions", "decisions");
      var grace = new Newcomer(team).joined(second, owner, "admin");
      program = program.renewed();
      publish(program, stricter(owner, team, program));
      replayed(second, grace, team);
      take(grace, team, "0.2.0");
      look(first, team, "/policies", "policies");

      var refused = program.decide("fax", "production", "f".repeat(40), tests(Traffic.FEW_MAX));
      assertFalse(refused.path("allowed").asBoolean());
      seen(owner, team, refused.path("id").asString());
      var back = Map.of("decision", "gate-1");
      actionSeen(owner, team, program.refused("/api/v1/policies/rollback", back));
      owner.navigate(team.address("/decisions/" + refused.path("id").asString()));
      excepted(owner, grace, team);
      var excepted = program.decide("fax", "production", "f".repeat(40), tests(Traffic.FEW_MAX));
      assertTrue(excepted.path("allowed").asBoolean(), excepted.toString());
      rolledBack(owner, team);
      var again = program.decide("print", "production", "f".repeat(40), tests(Traffic.FEW_MAX));
      assertTrue(again.path("allowed").asBoolean(), again.toString());
      hits(first, owner, team);
      watched(first, owner, team);
      shipped(owner, team);
    }
  }

  private static Map<String, Object> tests(int passed) {
    return Map.of("tests", Map.of("passed", passed, "failed", 0, "skipped", 0));
  }

  /** By the command, with the service account's credentials; a stranger's key does not do. */
  private void publishedAfterRefusals(Pipeline program) throws IOException {
    var bundle = Bundles.in(Files.createDirectory(folder.resolve("first")));
    var account = Files.writeString(folder.resolve("account.json"), program.credentials());
    var stranger =
        Files.writeString(folder.resolve("s.pem"), TeamKey.fresh().pair().signing().pem());
    var refused = publish(bundle, stranger, account);
    assertEquals(41, refused.status(), refused.said());
    assertTrue(refused.said().contains("signature: "), refused.said());
    var ours = Files.writeString(folder.resolve("team.pem"), KEY.pair().signing().pem());
    bundle.replacing("rules/gate.rego", "failed == 0", "failed == 1");
    var failing = publish(bundle, ours, account);
    assertEquals(41, failing.status(), failing.said());
    assertTrue(failing.said().contains("FAIL  tests/gate_test.rego"), failing.said());
    bundle.replacing("rules/gate.rego", "failed == 1", "failed == 0");
    var nobody = Files.writeString(folder.resolve("nobody.json"), "{}");
    var usage = publish(bundle, ours, nobody);
    assertEquals(2, usage.status(), usage.said());
    var done = publish(bundle, ours, account);
    assertEquals(0, done.status(), done.said());
    assertTrue(done.said().contains("state  tested"), done.said());
  }

  private static Ended publish(Bundles bundle, Path key, Path account) {
    return Ended.policy(
        List.of(
            "publish",
            bundle.folder().toString(),
            "--url",
            stack.url().toString(),
            "--ca",
            stack.data().resolve("ca.pem").toString(),
            "--key",
            key.toString(),
            "--credentials",
            account.toString()));
  }

  /** The owner has the team trust a key; a private one is not taken, nor shown again. */
  private static void trust(Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Trusted keys").click();
    owner.getByText("No key yet").waitFor();
    owner.getByLabel("Name").fill("main");
    owner.getByLabel("Public key").fill(KEY.pair().signing().pem());
    owner.getByLabel("Policy bundles").check();
    Team.button(owner, "Trust it").click();
    owner.getByText("This is a private key").first().waitFor();
    assertEquals("", owner.getByLabel("Public key").inputValue());
    assertFalse(owner.content().contains("BEGIN PRIVATE"));
    Accessibility.expectNoFault(owner);
    owner.getByLabel("Public key").fill(KEY.trusted().pem());
    Team.button(owner, "Trust it").click();
    owner.getByText(KEY.trusted().id()).waitFor();
    Accessibility.expectNoFault(owner);
  }

  /** Somebody who may approves and activates what the program published. */
  private static void take(Page page, Team team, String version) {
    page.navigate(team.address("/policies"));
    Team.link(page, "Open acme-gate " + version).click();
    page.locator(".page-head").waitFor();
    if (Team.button(page, "Approve").count() == 0) {
      Team.button(page, "Replay").click();
      page.getByText("Unchanged").waitFor();
      Accessibility.expectNoFault(page);
      Team.link(page, "this bundle").click();
    }
    Team.button(page, "Approve").click();
    Team.button(page, "Activate").click();
    page.locator(".page-head").getByText("active").waitFor();
    Accessibility.expectNoFault(page);
    page.navigate(team.address("/policies"));
    page.locator("tr:has-text('" + version + "')").getByText("active").waitFor();
  }

  /** The rules that come with the appliance are there with one click, and wait for another. */
  private static void shipped(Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.button(owner, "Publish the shipped rules").click();
    owner.locator("tr:has-text('integraci-gate')").getByText("tested").waitFor();
    owner.navigate(team.address("/policies"));
    assertEquals(0, Team.button(owner, "Publish the shipped rules").count());
    owner.locator("tr:has-text('integraci-gate') a").click();
    owner.getByText("A replay is needed").waitFor();
    owner.getByText("the site, key").waitFor();
  }

  /** Pages follow each other, also of a few among many. */
  private static void paged(Page owner, Team team) {
    owner.navigate(team.address("/decisions"));
    var newest = owner.locator("tbody a").first().getAttribute("href");
    Team.link(owner, "Older decisions").click();
    owner.waitForURL(url -> url.contains("after="));
    assertEquals(50, owner.locator("tbody tr").count());
    assertEquals(0, owner.locator("tbody a[href='" + newest + "']").count());
    owner.locator("#service").fill("fax");
    owner.getByLabel("Result").selectOption("no");
    Team.button(owner, "Filter").click();
    owner.waitForURL(url -> url.contains("service=fax"));
    assertEquals(Traffic.deniedOfOne(), owner.locator("tbody tr:has-text('fax')").count());
    assertEquals(0, Team.link(owner, "Older decisions").count());
  }

  /** A draft that asks for more tests: one of its own stops it, until it asks for as many. */
  private Bundles stricter(Page owner, Team team, Pipeline program) throws IOException {
    owner.navigate(team.address("/drafts"));
    owner.getByLabel("Name").fill("acme-gate");
    Team.button(owner, "Begin").click();
    edited(owner, "manifest.json", "\"0.1.0\"", "\"0.2.0\"", "Save");
    edited(owner, "data.json", "1", "" + (Traffic.FEW_MAX + 1), "Save and test");
    owner.getByText("1 fault").first().waitFor();
    owner.locator(".faults a[href*='gate_test']").first().click();
    edited(owner, "tests/gate_test.rego", "tests(1, 0)", "tests(10, 0)", "Save and test");
    owner.getByText("It could be published").waitFor();
    var path = owner.url().replaceFirst(".*(/drafts/[0-9a-f-]{36}).*", "$1");
    var draft = program.get("/api/v1/policies" + path);
    var bundle = new Bundles(folder.resolve("stricter"));
    draft.get("files").forEachEntry((file, text) -> bundle.with(file, text.asString()));
    return bundle;
  }

  private static void edited(Page owner, String file, String from, String to, String button) {
    Team.link(owner, file).click();
    owner.locator("h2#file:has-text('" + file + "')").waitFor();
    var editor = owner.locator("textarea[name=content]");
    assertTrue(editor.inputValue().contains(from), editor.inputValue());
    editor.fill(editor.inputValue().replace(from, to));
    owner.waitForResponse(
        response -> response.request().method().equals("POST"),
        () -> Team.button(owner, button).click());
  }

  /** What was written in the browser, signed by the team's key. */
  private void publish(Pipeline program, Bundles bundle) throws IOException {
    var account = Files.writeString(folder.resolve("account.json"), program.credentials());
    var done = publish(bundle, folder.resolve("team.pem"), account);
    assertEquals(0, done.status(), done.said());
  }

  /** The services that change are those with few tests; each leads to its decisions. */
  private static void replayed(BrowserContext person, Page page, Team team) {
    page.navigate(team.address("/policies"));
    Team.link(page, "Open acme-gate 0.2.0").click();
    Team.button(page, "Replay").click();
    page.getByText("Services that change").waitFor();
    var counts = page.locator("dl.facts-row dd").allInnerTexts();
    int changed = Traffic.allowedOfOld();
    // Asked before: one without a bundle, one that is a yes to both, one whose facts were erased.
    int unchanged = Traffic.DECISIONS - changed + 2;
    assertEquals(List.of(number(unchanged), number(changed), "0", "1"), counts);
    var services = new ArrayList<>(Traffic.OLD);
    services.add("shop");
    assertEquals(services, page.locator("section:has(#services) tbody .name").allInnerTexts());
    page.locator("section:has(#rules) tbody").getByText("tests_passed").waitFor();
    Accessibility.expectNoFault(page);
    var url = page.url();
    look(person, team, url.substring(url.indexOf("/replays")), "replay");
    look(person, team, "/replays", "replays");
    Team.link(page, "fax").click();
    page.waitForURL(address -> address.contains("service=fax"));
    page.locator("tr:has-text('allow to deny') a:has-text('Open')").first().click();
    page.getByText("Known by").waitFor();
  }

  private static String number(int number) {
    return "%,d".formatted(number);
  }

  /** For a week: the owner asks on the page of the decision, the second person approves. */
  private static void excepted(Page owner, Page grace, Team team) {
    Team.link(owner, "Ask for an exception from tests_passed").click();
    owner.getByLabel("Why").fill("Its tests are being written.");
    owner.getByLabel("For how long").selectOption("7 days");
    Team.button(owner, "Ask for it").click();
    owner.getByText("waits for a second person").waitFor();
    grace.navigate(team.address("/exceptions"));
    Team.button(grace, "Approve tests_passed for fax to production").click();
    grace.locator("tbody tr").getByText("active").first().waitFor();
  }

  private static void rolledBack(Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.button(owner, "Roll back").click();
    owner.locator("tr:has-text('0.1.0')").getByText("active").waitFor();
  }

  /** A rule of the one that went shows its code, its tests and what it denied. */
  private static void hits(BrowserContext person, Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Open acme-gate 0.2.0").click();
    owner.locator("tr:has-text('tests_passed') a.name").click();
    owner.locator("section:has(#code)").getByText("tests_passed").first().waitFor();
    owner.locator("section:has(#tests)").getByText("tests(10, 0)").first().waitFor();
    Accessibility.expectNoFault(owner);
    var url = owner.url();
    look(person, team, url.substring(url.indexOf("/policies")), "rule");
    owner.locator("section:has(#hits) a").click();
    owner.waitForURL(address -> address.contains("rule=tests_passed"));
    owner.locator("tbody tr:has-text('fax')").first().waitFor();
    assertEquals(0, owner.locator("tbody tr:has-text('allowed')").count());
  }

  /** It decides in the shadow of the one that is active again, until somebody ends that. */
  private static void watched(BrowserContext person, Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Open acme-gate 0.2.0").click();
    Team.button(owner, "Decide in the shadow").click();
    owner.getByText("No decision yet").waitFor();
    Accessibility.expectNoFault(owner);
    var url = owner.url();
    look(person, team, url.substring(url.indexOf("/shadows")), "shadow");
    look(person, team, "/replays", "shadows");
    Team.button(owner, "End it").click();
    owner.locator(".page-head").getByText("ended").waitFor();
    assertEquals(0, Team.button(owner, "End it").count());
  }

  /** Where the first bundle of the list is, below the team's address. */
  private static String opened(Page owner) {
    var href = owner.locator("tbody a").first().getAttribute("href");
    return href.substring(href.indexOf("/policies"));
  }

  /** What was denied is found, says what to do, and is the same once more. */
  private static void seen(Page owner, Team team, String id) {
    owner.navigate(team.address("/decisions"));
    owner.getByLabel("Result").selectOption("no");
    Team.button(owner, "Filter").click();
    owner.waitForURL(url -> url.contains("result=no"));
    owner.locator("tbody a[href$='" + id + "']").click();
    owner.getByText(id).waitFor();
    owner.locator("tr:has-text('tests_passed')").getByText("Mend what fails").waitFor();
    Team.button(owner, "Decide again").click();
    owner.getByText("Decided again: the same").waitFor();
  }

  /** An action that was denied, as the one who asked was told. */
  private static void actionSeen(Page owner, Team team, JsonNode problem) {
    var id = problem.path("decision_id").asString();
    owner.navigate(team.address("/decisions"));
    owner
        .getByLabel("Decided", new Page.GetByLabelOptions().setExact(true))
        .selectOption("actions");
    owner.getByLabel("Result").selectOption("no");
    Team.button(owner, "Filter").click();
    owner.waitForURL(url -> url.contains("kind=actions"));
    owner.locator("tbody a[href$='" + id + "']").click();
    owner.getByText(id).waitFor();
    var rule = owner.locator("tr:has-text('" + problem.path("rule_id").asString() + "')");
    rule.getByText(problem.path("fix").asString()).waitFor();
    Team.button(owner, "Decide again").click();
    owner.getByText("Decided again: the same").waitFor();
    Accessibility.expectNoFault(owner);
  }

  private static void erased(Page owner, Team team, String id) {
    owner.navigate(team.address("/decisions/" + id));
    Team.link(owner, "Erase facts").click();
    Accessibility.expectNoFault(owner);
    Team.button(owner, "Erase for good").click();
    owner.getByText("They were erased").waitFor();
    assertEquals(0, Team.button(owner, "Decide again").count());
  }

  private static void look(BrowserContext person, Team team, String path, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, team.address(path), name));
    }
  }
}
