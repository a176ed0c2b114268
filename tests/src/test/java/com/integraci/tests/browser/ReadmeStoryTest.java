package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has just signed a team up does what the README says about rules that decide, with
 * fewer decisions: {@link PolicyStoryTest} makes all.
 */
@Tag("browser")
final class ReadmeStoryTest extends Story {

  @TempDir private Path folder;

  @Test
  void what_the_readme_says_about_rules_works_as_it_is_written() throws IOException {
    var root = Path.of(System.getProperty("integraci.root"));
    var blocks = Shell.blocks(root.resolve("README.md"), "## Rules that decide");
    assertEquals(7, blocks.size());
    Files.createSymbolicLink(folder.resolve("installer"), root.resolve("installer"));
    try (var first = chromium.person();
        var second = chromium.person();
        var bash = Shell.in(folder)) {
      var team = Team.fresh(stack.url(), "reads");
      var owner = team.begin(first);
      var whole = bash.run(here(blocks.getFirst()));
      assertTrue(whole.contains("9 of 9 tests passed"), whole);
      trust(owner, team);
      bash.run(blocks.get(1), account(owner, team));
      var published = bash.run(blocks.get(2));
      assertTrue(published.contains("state  tested"), published);
      taken(owner, team, "0.1.0");
      var asked = bash.run(fewer(blocks.get(3)));
      assertTrue(asked.contains("\"allowed\": true"), asked);
      var stricter = bash.run(blocks.get(4));
      assertTrue(stricter.contains("FAIL  tests/gate_test.rego"), stricter);
      assertTrue(stricter.contains("state  tested"), stricter);
      taken(owner, team, "0.2.0");
      var denied = bash.run(blocks.get(5));
      assertTrue(denied.contains("\"allowed\": false"), denied);
      assertTrue(denied.contains("\"fix\": "), denied);
      excepted(owner, team, second, denied);
      assertTrue(bash.run(blocks.get(5)).contains("\"exception\": "));
      Team.link(owner, "Policies").click();
      Team.button(owner, "Roll back").click();
      owner.locator("tr:has-text('0.1.0')").getByText("active").waitFor();
      assertFalse(bash.run(blocks.get(5)).contains("\"exception\": "));
      var verified = bash.run(blocks.get(6).replace("~/Downloads", downloads(owner, team)));
      assertTrue(verified.contains("\nVERIFIED\n"), verified);
    }
  }

  /** Where what somebody takes out of the console is. */
  private String downloads(Page owner, Team team) {
    owner.navigate(team.address("/audit"));
    saved(owner.waitForDownload(Team.link(owner, "Public key")::click));
    owner.navigate(team.address("/compliance"));
    saved(owner.waitForDownload(Team.button(owner, "Export")::click));
    return folder.toString();
  }

  private void saved(Download download) {
    download.saveAs(folder.resolve(download.suggestedFilename()));
  }

  private static String here(String block) {
    var url = block.replaceFirst("url=\\S+", "url=" + stack.url());
    return url.replaceFirst("ca=\\S+", "ca=" + stack.authority());
  }

  /** Tens where the README has thousands. */
  private static String fewer(String block) {
    var fewer = block.replace("000 >/dev/null", "0 >/dev/null");
    assertFalse(fewer.equals(block), block);
    return fewer;
  }

  private void trust(Page owner, Team team) throws IOException {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Trusted keys").click();
    owner.getByLabel("Name").fill("main");
    owner.getByLabel("Public key").fill(Files.readString(folder.resolve("acme.pem.pub")));
    owner.getByLabel("Policy bundles").check();
    Team.button(owner, "Trust it").click();
    owner.getByText("main").first().waitFor();
  }

  /** What the page shows, in its order. */
  private static List<String> account(Page owner, Team team) {
    owner.navigate(team.address("/accounts"));
    owner.getByLabel("Name").fill("pipeline");
    owner.getByLabel("Role").selectOption("maintainer");
    Team.button(owner, "Make it").click();
    owner.locator("#client-secret").waitFor();
    return owner.locator("dl.facts dd").allInnerTexts().stream().map(String::strip).toList();
  }

  private static void taken(Page owner, Team team, String version) {
    owner.navigate(team.address("/policies"));
    Team.link(owner, "Open acme-gate " + version).click();
    Team.button(owner, "Replay").click();
    owner.getByText("Unchanged").waitFor();
    Team.link(owner, "this bundle").click();
    Team.button(owner, "Approve").click();
    Team.button(owner, "Activate").click();
    owner.locator(".page-head").getByText("active").waitFor();
  }

  private static void excepted(Page owner, Team team, BrowserContext second, String denied) {
    owner.navigate(team.address("/decisions"));
    var id = denied.replaceFirst("(?s).*\"id\": \"([0-9a-f-]{36})\".*", "$1");
    owner.locator("tbody a[href$='" + id + "']").click();
    Team.link(owner, "Ask for an exception from tests_passed").click();
    owner.getByLabel("Why").fill("Its tests are being written.");
    owner.getByLabel("For how long").selectOption("7 days");
    Team.button(owner, "Ask for it").click();
    owner.getByText("waits for a second person").waitFor();
    var grace = new Newcomer(team).joined(second, owner, "admin");
    grace.navigate(team.address("/exceptions"));
    Team.button(grace, "Approve tests_passed for fax to production").click();
    grace.locator("tbody tr").getByText("active").first().waitFor();
  }
}
