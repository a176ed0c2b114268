package com.integraci.tests.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.policy.Ended;
import com.integraci.tests.policy.TeamKey;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner publishes a draft in the browser, signed by the command where the team's key is. */
@Tag("browser")
final class PublishStoryTest extends Story {

  private static final TeamKey KEY = TeamKey.fresh();

  @TempDir private Path folder;

  @Test
  void a_draft_is_signed_elsewhere_and_published_and_stays_when_it_is_refused() throws IOException {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "signs");
      var owner = team.begin(person);
      begun(owner, team);
      var draft = owner.url();
      var key = Files.writeString(folder.resolve("team.pem"), KEY.pair().signing().pem());

      var signature = signed(owner, "first", key);
      sent(owner, signature);
      refused(owner, "Your team trusts no key yet");
      assertEquals(Files.readString(signature).strip(), typed(owner).inputValue());
      trusted(owner, team);

      owner.navigate(draft);
      sent(owner, Files.writeString(folder.resolve("none.json"), "{\"a\": 1}"));
      refused(owner, "Its signature does not count");
      var stranger = TeamKey.fresh().pair().signing().pem();
      var other = Files.writeString(folder.resolve("other.pem"), stranger);
      sent(owner, signed(owner, "strange", other));
      refused(owner, "Its signature does not count");

      changed(owner, "failed == 0", "failed == 1");
      sent(owner, signature);
      refused(owner, "It was changed after it was signed");
      look(owner, "draft-unsigned");
      sent(owner, signed(owner, "failing", key));
      owner.locator(".faults a[href*='gate_test']").first().waitFor();
      Accessibility.expectNoFault(owner);

      owner.navigate(draft);
      changed(owner, "failed == 1", "failed == 0");
      var state = List.of("tested", "acme-gate 0.1.0");
      sent(owner, signed(owner, "second", key));
      state.forEach(text -> owner.locator(".page-head").getByText(text).first().waitFor());
      owner.getByText("100 % of its rules’ lines").waitFor();
      owner.getByText(KEY.trusted().id()).waitFor();
      ruled(owner);

      owner.navigate(draft);
      changed(owner, "data.tests.least", "1 * data.tests.least");
      sent(owner, signed(owner, "third", key));
      owner.getByText("Another bundle is called acme-gate 0.1.0").first().waitFor();
      Accessibility.expectNoFault(owner);
      assertEquals(draft, owner.url());
    }
  }

  /** A rule has its code, its tests and what it is evidence for; nothing was asked of it yet. */
  private static void ruled(Page owner) {
    owner.getByText("No decisions in the last 30 days").waitFor();
    owner.locator("td a:has-text('Enough tests ran and none failed')").click();
    owner.getByText("rules/gate.rego, line 3").waitFor();
    owner.getByText("tests/gate_test.rego, line").first().waitFor();
    owner.getByText("not asked").waitFor();
    look(owner, "policy-rule");
  }

  private static void begun(Page owner, Team team) {
    owner.navigate(team.address("/drafts"));
    owner.getByLabel("Name").fill("acme-gate");
    Team.button(owner, "Begin").click();
    owner.locator("h2#publish").waitFor();
  }

  /** The owner downloads what is saved, and has the command sign it. */
  private Path signed(Page owner, String name, Path key) throws IOException {
    var link = Team.link(owner, "Download acme-gate.zip");
    var download = owner.waitForDownload(link::click);
    assertEquals("acme-gate.zip", download.suggestedFilename());
    var place = Files.createDirectory(folder.resolve(name));
    unpack(download.path(), place);
    var ended = Ended.policy(List.of("sign", place.toString(), "--key", key.toString()));
    assertEquals(0, ended.status(), ended.said());
    return place.resolve("signature.json");
  }

  private static void unpack(Path archive, Path place) throws IOException {
    try (var zip = new ZipInputStream(Files.newInputStream(archive), UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = place.resolve(entry.getName());
        assertTrue(file.normalize().startsWith(place), entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  /** The file is chosen, and what is in it is sent. */
  private static void sent(Page owner, Path signature) throws IOException {
    owner.getByLabel("Or from the file").setInputFiles(signature);
    var whole = Files.readString(signature);
    owner.waitForFunction("whole => document.getElementById('signature').value === whole", whole);
    Team.button(owner, "Publish").click();
  }

  private static void refused(Page owner, String why) {
    owner.locator("#signature-wrong").getByText(why).waitFor();
    Accessibility.expectNoFault(owner);
    assertFalse(typed(owner).inputValue().isEmpty(), "what was sent is kept");
  }

  private static Locator typed(Page owner) {
    return owner.locator("#signature");
  }

  private static void changed(Page owner, String from, String to) {
    var editor = owner.locator("textarea[name=content]");
    var text = editor.inputValue();
    assertTrue(text.contains(from), text);
    editor.fill(text.replace(from, to));
    owner.waitForResponse(
        response -> response.request().method().equals("POST") && response.status() == 200,
        () -> Team.button(owner, "Save").click());
    owner.locator("#signature:not([aria-invalid])").waitFor();
  }

  private static void trusted(Page owner, Team team) {
    owner.navigate(team.address("/keys"));
    owner.getByLabel("Name").fill("main");
    owner.getByLabel("Public key").fill(KEY.trusted().pem());
    owner.getByLabel("Policy bundles").check();
    Team.button(owner, "Trust it").click();
    owner.getByText(KEY.trusted().id()).waitFor();
  }

  /** As wide as it is, light and dark: what was refused has no address of its own. */
  private static void look(Page owner, String name) {
    for (Looks looks : Looks.ALL) {
      owner.setViewportSize(looks.width(), looks.height());
      owner.emulateMedia(
          new Page.EmulateMediaOptions()
              .setReducedMotion(ReducedMotion.REDUCE)
              .setColorScheme(looks.colours()));
      looks.here(owner, name);
    }
  }
}
