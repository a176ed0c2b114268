package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.integraci.tests.Await;
import com.integraci.tests.MarkedText;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The value of a secret and the password of a sign-up are in no file of a running appliance: tables
 * and write-ahead log of both databases, OpenBao's storage, configuration, logs; and in no export.
 */
@Tag("browser")
final class CanaryTest {

  private static final RunningStack STACK = RunningStack.shared();

  @Test
  void neither_a_secret_nor_a_password_is_in_any_file_or_export() throws IOException {
    var value = MarkedText.fresh();
    var password = MarkedText.fresh();
    var team = Team.fresh(STACK.url(), "canary", password.text());
    try (var chromium = Chromium.trusting(STACK.authority());
        var person = chromium.person()) {
      var page = team.begin(person);
      team.store(page, "canary/kept", value.text());
      team.store(page, "canary/rotated", value.text());
      team.rotate(page, "canary/rotated", "another " + value.text());
      team.store(page, "canary/deleted", value.text());
      team.delete(page, "canary/deleted");
      expectInNoExport(page, team, List.of(value, password));
    }
    // What must be there is found, so what is not found is not there.
    expectSomewhere("postgres", new MarkedText("Team " + team.slug()));
    expectSomewhere("postgres", new MarkedText(team.email()));
    expectSomewhere("log", new MarkedText("access POST secretRotate"));
    assertEquals(List.of(), value.filesBelow(STACK.data()), "the secret's value");
    assertEquals(List.of(), password.filesBelow(STACK.data()), "the password");
  }

  private static void expectInNoExport(Page page, Team team, List<MarkedText> marks)
      throws IOException {
    page.navigate(team.address("/audit"));
    var file = page.waitForDownload(Team.button(page, "Export")::click).path();
    var export = Files.readString(file, StandardCharsets.UTF_8);
    for (MarkedText mark : marks) {
      assertFalse(mark.isIn(export), "the export holds " + mark);
    }
  }

  /** PostgreSQL writes its log ahead at commit; our own logs within moments. */
  private static void expectSomewhere(String part, MarkedText text) {
    Await.until(
        text + " in " + part,
        Duration.ofSeconds(20),
        () -> !text.filesBelow(STACK.data().resolve(part)).isEmpty());
  }
}
