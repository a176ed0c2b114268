package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.integraci.tests.Await;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is let in, and who not any more: a suspended team, and a program's account. */
@Tag("browser")
final class AccessTest extends Story {

  private static final Duration OPEN_MAX = Duration.ofSeconds(30);

  private static Operator operator;
  private static Team team;

  @BeforeAll
  static void open() {
    operator = new Operator(stack);
    team = Team.fresh(stack.url(), "access");
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.setPassword(page);
      team.signUp(page);
    }
  }

  @Test
  void a_team_is_suspended_in_front_of_its_people_and_resumed() {
    try (var owner = chromium.person();
        var operators = chromium.person()) {
      var inside = owner.newPage();
      team.signIn(inside);
      var page = operators.newPage();
      operator.signIn(page);
      Team.link(page, "Tenants").click();
      Team.link(page, "Suspend " + team.slug()).click();
      Team.button(page, "Suspend the team").click();
      page.locator("#reason:invalid").waitFor();
      page.getByLabel("Reason").fill("Tried by a test");
      Accessibility.expectNoFault(page);
      Team.button(page, "Suspend the team").click();
      page.getByText("The team " + team.slug() + " is suspended.").waitFor();

      assertEquals(403, inside.navigate(team.address("/secrets")).status());
      heading(inside, "The team is suspended").waitFor();
      Accessibility.expectNoFault(inside);

      Team.link(page, "Resume " + team.slug()).click();
      Team.button(page, "Resume the team").click();
      page.getByText("The team " + team.slug() + " is resumed.").waitFor();
    }
    try (var owner = chromium.person()) {
      var page = owner.newPage();
      Await.until(
          "the realm is open",
          OPEN_MAX,
          () -> {
            page.navigate(team.address("/audit"));
            return page.locator("#username").count() > 0;
          });
      team.enter(page, team.password());
      page.waitForURL(team.address("/audit"));
    }
  }

  @Test
  void the_pages_of_a_suspension_are_accessible_in_every_look() {
    try (var person = chromium.person()) {
      operator.signIn(person.newPage());
      for (Looks looks : Looks.ALL) {
        looks.with(
            chromium,
            person,
            page -> {
              var query = "?team=" + team.slug();
              looks.at(page, operator.address("/tenants/suspend" + query), "tenant-suspend");
              looks.at(page, operator.address("/tenants/resume" + query), "tenant-resume");
            });
      }
    }
  }

  @Test
  void a_service_account_shows_its_secret_once_and_is_renewed_disabled_and_deleted() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      team.signIn(page);
      Team.link(page, "Service accounts").click();
      page.getByLabel("Name").fill("Builder!");
      Team.button(page, "Make it").click();
      page.locator("#name-wrong").waitFor();
      page.getByLabel("Name").fill("builder");
      page.getByLabel("Role").selectOption("developer");
      Team.button(page, "Make it").click();
      var secret = page.locator("#client-secret").innerText();
      for (Looks looks : Looks.ALL) {
        looks.with(
            chromium,
            person,
            again -> {
              looks.at(again, team.address("/accounts"), "accounts");
              assertFalse(again.content().contains(secret), "the secret is shown again");
              Team.link(again, "Change builder").click();
              heading(again, "builder").waitFor();
              looks.here(again, "account");
            });
      }
      page.navigate(team.address("/accounts"));
      Team.link(page, "Change builder").click();
      Team.button(page, "Make a new secret").click();
      assertFalse(page.locator("#client-secret").innerText().equals(secret));
      for (String change : new String[] {"Disable it", "Enable it", "Delete for good"}) {
        page.navigate(team.address("/accounts"));
        Team.link(page, "Change builder").click();
        Team.button(page, change).click();
        page.getByText("The service account is ").waitFor();
      }
      page.getByText("No service account yet").waitFor();
    }
  }

  private static com.microsoft.playwright.Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }
}
