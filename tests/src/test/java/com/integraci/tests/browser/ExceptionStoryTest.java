package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.pack.PackVerifier;
import com.integraci.installer.stack.Https;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.Ended;
import com.integraci.tests.policy.TeamKey;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A maintainer asks for an exception from the rule that denied, an owner approves it, and both see
 * it in the decisions and in the evidence until it is ended.
 */
@Tag("browser")
final class ExceptionStoryTest extends Story {

  private static final TeamKey KEY = TeamKey.fresh();

  /** With a word that no line holds. */
  private static final String REASON = "The runner is mended: " + "a".repeat(400);

  @TempDir private Path folder;

  @Test
  void two_people_make_an_exception_and_it_is_seen_wherever_it_counts() throws IOException {
    try (var first = chromium.person();
        var second = chromium.person();
        var https = new Https(stack.data().resolve("ca.pem"))) {
      var team = Team.fresh(stack.url(), "excepts");
      var owner = team.begin(first);
      var pipeline = Pipeline.made(owner, team, https, stack.url().toString());
      active(owner, team, pipeline);
      var denied = pipeline.decide(Map.of());
      assertFalse(denied.path("allowed").asBoolean());

      var grace = new Newcomer(team).joined(second, owner, "maintainer");
      asked(grace, team, denied.path("id").asString());
      assertFalse(pipeline.decide(Map.of()).path("allowed").asBoolean());
      owner.navigate(team.address("/policies"));
      Team.link(owner, "Exceptions").click();
      look(first, team, "/exceptions", "exceptions");
      Team.button(owner, "Approve tests_passed for shop to production").click();
      owner.locator("tbody tr").getByText("active").first().waitFor();

      var excepted = pipeline.decide(Map.of());
      assertTrue(excepted.path("allowed").asBoolean(), excepted.toString());
      var address = "/decisions/" + excepted.path("id").asString();
      owner.navigate(team.address(address));
      owner.getByText("no evidence, excepted").waitFor();
      look(first, team, address, "decision-excepted");
      evidence(first, owner, team, address);
      pack(owner, team);

      listed(pipeline);
      handedOver(first, owner, team);
      Team.button(owner, "End tests_passed for shop to production").click();
      owner.locator("tbody tr").getByText("ended by you").first().waitFor();
      assertFalse(pipeline.decide(Map.of()).path("allowed").asBoolean());
    }
  }

  /** The bundle that {@code policy new} writes decides. */
  private void active(Page owner, Team team, Pipeline pipeline) throws IOException {
    owner.navigate(team.address("/keys"));
    owner.getByLabel("Name").fill("main");
    owner.getByLabel("Public key").fill(KEY.trusted().pem());
    owner.getByLabel("Policy bundles").check();
    Team.button(owner, "Trust it").click();
    owner.getByText(KEY.trusted().id()).waitFor();
    pipeline.post("/api/v1/policies/bundles", KEY.body(Bundles.in(folder).asking("0.1.0", 1)));
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Open acme-gate 0.1.0").click();
    Team.button(owner, "Replay").click();
    owner.getByText("Unchanged").waitFor();
    Team.link(owner, "this bundle").click();
    Team.button(owner, "Approve").click();
    Team.button(owner, "Activate").click();
    owner.locator(".page-head").getByText("active").waitFor();
  }

  /** From the rule that denied; whoever asks can't say yes. */
  private static void asked(Page grace, Team team, String denied) {
    grace.navigate(team.address("/decisions/" + denied));
    Team.link(grace, "Ask for an exception from tests_passed").click();
    assertEquals("tests_passed", grace.getByLabel("Rule").inputValue());
    grace.getByLabel("Rule").fill("no_such_rule");
    grace.getByLabel("Why").fill(REASON);
    grace.getByLabel("For how long").selectOption("7 days");
    Team.button(grace, "Ask for it").click();
    grace.locator("#rule[aria-invalid=true]").waitFor();
    assertEquals(REASON, grace.getByLabel("Why").inputValue());
    grace.getByLabel("Rule").fill("tests_passed");
    grace.evaluate(
        "document.querySelector('#owner option:nth-child(2)').value ="
            + " '0196c0de-0000-7000-8000-000000000001'");
    grace.getByLabel("Owner").selectOption(new SelectOption().setIndex(1));
    Team.button(grace, "Ask for it").click();
    grace.locator("#owner[aria-invalid=true]").waitFor();
    assertEquals(2, grace.locator("#owner option").count(), "a program is offered");
    grace.getByLabel("Owner").selectOption(new SelectOption().setIndex(1));
    var owner = grace.locator("#owner option").nth(1).textContent().replaceFirst(" [(].*", "");
    Team.button(grace, "Ask for it").click();
    grace.getByText("waits for a second person").waitFor();
    grace.getByText("owned by " + owner + ", asked by you").waitFor();
    assertEquals(0, grace.locator("button:has-text('Approve')").count());
    Accessibility.expectNoFault(grace);
  }

  /** An administrator without a browser sees it, and who asks with nothing is told so. */
  private void listed(Pipeline pipeline) throws IOException {
    var account = Files.writeString(folder.resolve("account.json"), pipeline.credentials());
    var listed = exceptions(account);
    assertEquals(0, listed.status(), listed.said());
    assertTrue(
        listed.said().matches("(?s).*\nactive .* tests_passed .* shop to production\n"),
        listed.said());
    var json = exceptions(account, "--json");
    assertTrue(json.said().startsWith("{\"exceptions\":[{\"id\":"), json.said());
    var nobody = Files.writeString(folder.resolve("nobody.json"), "{}");
    assertEquals(2, exceptions(nobody).status());
  }

  private static Ended exceptions(Path account, String... more) {
    var arguments = new ArrayList<>(List.of("exceptions", "--url", stack.url().toString()));
    arguments.addAll(List.of("--ca", stack.data().resolve("ca.pem").toString()));
    arguments.addAll(List.of("--credentials", account.toString()));
    arguments.addAll(List.of(more));
    return Ended.policy(arguments);
  }

  /** To who asked for it: who approved it is not offered. */
  private static void handedOver(BrowserContext person, Page owner, Team team) {
    owner.navigate(team.address("/exceptions"));
    Team.link(owner, "Hand over tests_passed for shop to production").click();
    owner.getByLabel("New owner").waitFor();
    assertEquals(1, owner.locator("#owner option").count(), "who approved it is offered");
    look(person, team, owner.url().replace(team.address(""), ""), "exception-owner");
    owner.evaluate(
        "document.querySelector('#owner option').value ="
            + " '0196c0de-0000-7000-8000-000000000001'");
    Team.button(owner, "Hand over").click();
    owner.locator("#owner[aria-invalid=true]").waitFor();
    Team.button(owner, "Hand over").click();
    owner.getByText("owned by " + Newcomer.NAME).waitFor();
  }

  /** The finding counts as excepted, and leads to the decision that says so. */
  private static void evidence(BrowserContext person, Page owner, Team team, String decision) {
    Team.link(owner, "Compliance").click();
    owner.locator("tr:has-text('SOC 2')").getByText("1 excepted").waitFor();
    look(person, team, "/compliance", "compliance");
    Team.link(owner, "Open SOC 2").click();
    Team.link(owner, "2 findings of CC8.1").click();
    owner.locator("#findings:has-text('Criterion CC8.1')").waitFor();
    look(person, team, "/compliance/soc2?days=30&control=CC8.1", "framework");
    var row = owner.locator("tr:has-text('tests_passed')");
    row.getByText("excepted").waitFor();
    row.locator("a").click();
    owner.waitForURL(team.address(decision));
  }

  /** Whoever kept the site's key checks it without the appliance. */
  private static void pack(Page owner, Team team) throws IOException {
    owner.navigate(team.address("/audit"));
    var key = Files.readString(owner.waitForDownload(Team.link(owner, "Public key")::click).path());
    owner.navigate(team.address("/compliance"));
    var today = owner.getByLabel("To day (UTC)").inputValue();
    owner.getByLabel("To day (UTC)").fill("2026-01-01");
    Team.button(owner, "Export").click();
    owner.locator("#from[aria-invalid=true]").waitFor();
    Accessibility.expectNoFault(owner);
    owner.getByLabel("To day (UTC)").fill(today);
    var file = owner.waitForDownload(Team.button(owner, "Export")::click).path();
    var report = new PackVerifier(AuditKey.ofPem(key)).verify(file);
    assertTrue(report.verified(), report.toString());
  }

  private static void look(BrowserContext person, Team team, String path, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, team.address(path), name));
    }
  }
}
