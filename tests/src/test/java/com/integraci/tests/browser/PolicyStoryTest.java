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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline's account publishes rules, an owner approves and activates them, gates decide, and the
 * owner looks at what was decided.
 */
@Tag("browser")
final class PolicyStoryTest extends Story {

  private static final TeamKey KEY = TeamKey.fresh();

  @TempDir private Path folder;

  @Test
  void rules_are_published_approved_and_activated_decide_and_are_rolled_back() throws IOException {
    try (var person = chromium.person();
        var https = new Https(stack.data().resolve("ca.pem"))) {
      var team = Team.fresh(stack.url(), "ruled");
      var owner = team.begin(person);
      owner.navigate(team.address("/policies"));
      owner.getByText("No bundle yet").waitFor();
      look(person, team, "/policies", "policies-none");
      var program = Pipeline.made(owner, team, https, stack.url().toString());
      Files.writeString(folder.resolve("account.json"), program.credentials());
      assertEquals("no_bundle", program.decide(Map.of()).path("reason").asString());

      trust(owner, team);
      look(person, team, "/keys", "keys");
      published("0.1.0", 1);
      take(owner, team, "0.1.0");
      look(person, team, opened(owner), "policy");
      var tests = Map.of("tests", Map.of("passed", 12, "failed", 0, "skipped", 0));
      assertTrue(program.decide(tests).path("allowed").asBoolean());
      var denied = program.decide(Map.of());
      assertFalse(denied.path("allowed").asBoolean());
      seen(owner, team, denied.path("id").asString());
      look(person, team, "/decisions", "decisions");
      look(person, team, "/decisions/" + denied.path("id").asString(), "decision");
      erased(owner, team, denied.path("id").asString());

      program.post("/api/v1/policies/bundles", KEY.body(files("0.2.0", 100)));
      take(owner, team, "0.2.0");
      assertFalse(program.decide(tests).path("allowed").asBoolean());
      look(person, team, "/policies", "policies");
      replayed(person, owner, team);
      Team.button(owner, "Roll back").click();
      owner.locator("tr:has-text('0.1.0')").getByText("active").waitFor();
      assertTrue(program.decide(tests).path("allowed").asBoolean());
      shipped(owner, team);
    }
  }

  /** By the command, with the service account's credentials; a stranger's key does not do. */
  private void published(String version, int least) throws IOException {
    var place = Files.createDirectory(folder.resolve("publish-" + version));
    var bundle = Bundles.in(place);
    for (var file : bundle.asking(version, least).entrySet()) {
      bundle.with(file.getKey(), file.getValue());
    }
    var stranger =
        Files.writeString(place.resolve("s.pem"), TeamKey.fresh().pair().signing().pem());
    var refused = publish(bundle, stranger);
    assertEquals(41, refused.status(), refused.said());
    assertTrue(refused.said().contains("signature: "), refused.said());
    var ours = Files.writeString(place.resolve("team.pem"), KEY.pair().signing().pem());
    bundle.replacing("rules/gate.rego", "failed == 0", "failed == 1");
    var failing = publish(bundle, ours);
    assertEquals(41, failing.status(), failing.said());
    assertTrue(failing.said().contains("FAIL  tests/gate_test.rego"), failing.said());
    bundle.replacing("rules/gate.rego", "failed == 1", "failed == 0");
    var done = publish(bundle, ours);
    assertEquals(0, done.status(), done.said());
    assertTrue(done.said().contains("state  tested"), done.said());
    Files.writeString(folder.resolve("account.json"), "{}");
    var usage = publish(bundle, ours);
    assertEquals(2, usage.status(), usage.said());
  }

  private Ended publish(Bundles bundle, Path key) {
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
            folder.resolve("account.json").toString()));
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

  /** The owner approves and activates what the program published. */
  private static void take(Page owner, Team team, String version) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Open acme-gate " + version).click();
    Team.button(owner, "Replay").click();
    owner.getByText("Unchanged").waitFor();
    Accessibility.expectNoFault(owner);
    Team.link(owner, "this bundle").click();
    Team.button(owner, "Approve").click();
    Team.button(owner, "Activate").click();
    owner.locator(".page-head").getByText("active").waitFor();
    Accessibility.expectNoFault(owner);
    owner.navigate(team.address("/policies"));
    owner.locator("tr:has-text('" + version + "')").getByText("active").waitFor();
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

  /** What the stricter bundle changed leads to the decision that it changed. */
  private static void replayed(BrowserContext person, Page owner, Team team) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Replay lab").click();
    owner.locator("tr:has-text('0.2.0')").getByText("finished").waitFor();
    look(person, team, "/replays", "replays");
    Team.link(owner, "Open the replay of acme-gate 0.2.0").click();
    owner.getByText("Services that change").waitFor();
    var url = owner.url();
    look(person, team, url.substring(url.indexOf("/replays")), "replay");
    owner.locator("tr:has-text('allow to deny') a:has-text('Open')").first().click();
    owner.getByText("Known by").waitFor();
    owner.navigate(team.address("/policies"));
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
    owner.getByText("Mend what fails").waitFor();
    Team.button(owner, "Decide again").click();
    owner.getByText("Decided again: the same").waitFor();
  }

  private static void erased(Page owner, Team team, String id) {
    owner.navigate(team.address("/decisions/" + id));
    Team.link(owner, "Erase facts").click();
    Accessibility.expectNoFault(owner);
    Team.button(owner, "Erase for good").click();
    owner.getByText("They were erased").waitFor();
    assertEquals(0, Team.button(owner, "Decide again").count());
  }

  /** The bundle that {@code policy new} writes, which asks for so many tests. */
  private Map<String, String> files(String version, int least) throws IOException {
    var place = Files.createDirectory(folder.resolve(version));
    return Bundles.in(place).asking(version, least);
  }

  private static void look(BrowserContext person, Team team, String path, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, team.address(path), name));
    }
  }
}
