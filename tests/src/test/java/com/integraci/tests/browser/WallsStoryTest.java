package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Await;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operator looks whether the walls between teams hold, and puts a team's layers right. */
@Tag("browser")
final class WallsStoryTest extends Story {

  /** The probe's tenants are made at its first run, with a realm each. */
  private static final Duration MADE_MAX = Duration.ofMinutes(5);

  private static final Duration REPAIRED_MAX = Duration.ofMinutes(1);

  private static final Pattern RESULT = Pattern.compile("([0-9]+) of ([0-9]+) blocked");

  private static Operator operator;

  @BeforeAll
  static void open() {
    operator = new Operator(stack);
    try (var person = chromium.person()) {
      operator.setPassword(person.newPage());
    }
  }

  @Test
  void the_probe_finds_every_wall_standing_and_shows_what_it_tried() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.signIn(page);
      Team.link(page, "Tenants").click();
      Team.link(page, "Isolation probe").click();
      Await.until("it has run", MADE_MAX, () -> run(page));
      var result = RESULT.matcher(page.locator(".notice h2").innerText());
      assertTrue(result.matches(), page.locator(".notice h2").innerText());
      assertEquals(result.group(2), result.group(1));
      assertEquals(
          Integer.parseInt(result.group(2)), page.locator("tbody tr .lamp-ok").count(), "listed");
      for (String area : new String[] {"database", "secrets", "broker", "routes"}) {
        var part = page.locator("details#" + area);
        assertFalse(part.locator("tbody tr").first().isVisible(), area + " is not folded");
        assertTrue(RESULT.matcher(part.locator("summary .lamp-ok").innerText()).matches(), area);
      }
      page.locator("details#secrets summary").click();
      page.locator("details#secrets tbody tr").first().waitFor();
      for (Looks looks : Looks.ALL) {
        looks.with(
            chromium,
            person,
            again -> looks.at(again, operator.address("/tenants/probe"), "operator-probe"));
      }
    }
  }

  /** Whether the page shows a run; at first its tenants are being made, which is said. */
  private static boolean run(Page page) {
    page.navigate(operator.address("/tenants/probe"));
    page.waitForResponse(
        response -> response.request().method().equals("POST"),
        Team.button(page, "Run it now")::click);
    page.navigate(operator.address("/tenants/probe"));
    return page.getByText(RESULT).count() > 0;
  }

  @Test
  void a_difference_is_shown_before_it_is_repaired() {
    var team = Team.fresh(stack.url(), "mended");
    try (var owner = chromium.person();
        var person = chromium.person()) {
      team.signUp(owner.newPage());
      var page = person.newPage();
      operator.signIn(page);
      check(page, team);
      page.getByText("Nothing differs").waitFor();
      removeClient(team);
      check(page, team);
      heading(page, "1 difference").waitFor();
      for (Looks looks : Looks.ALL) {
        looks.with(chromium, person, again -> looks.at(again, page.url(), "operator-repair"));
      }
      Team.button(page, "Repair the team").click();
      Await.until(
          "nothing differs",
          REPAIRED_MAX,
          () -> {
            check(page, team);
            return page.getByText("Nothing differs").count() > 0;
          });
      Accessibility.expectNoFault(page);
    }
  }

  private static void check(Page page, Team team) {
    page.navigate(operator.address("/tenants"));
    Team.link(page, "Check " + team.slug()).click();
    page.locator("h1:has-text('Layers of')").waitFor();
  }

  private static com.microsoft.playwright.Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** As somebody who has got hold of the control plane's key. */
  private static void removeClient(Team team) {
    var file = stack.data().resolve("control/control.yaml");
    try (var keycloak = Keycloak.open(SettingsFile.control(file))) {
      keycloak.clients().delete(team.slug(), "cli");
    }
  }
}
