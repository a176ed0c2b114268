package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the appliance's operator sees and does, from the link that the start prints. */
@Tag("browser")
final class OperatorTest extends Story {

  private static Operator operator;
  private static Team team;

  @BeforeAll
  static void open() {
    operator = new Operator(stack);
    team = Team.fresh(stack.url(), "seen");
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.setPassword(page);
      team.signUp(page);
    }
  }

  @Test
  void the_link_works_once() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.expectUsedUp(page);
      assertEquals(0, Team.button(page, "Set the password").count());
    }
  }

  @Test
  void every_tenant_has_a_lamp_for_each_layer_and_nothing_of_its_inside_is_shown() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.signIn(page);
      Team.link(page, "Tenants").click();
      var row = row(page, team.slug());
      for (String column : new String[] {"State", "Realm", "Secrets"}) {
        var lamp = row.locator("td[data-label='" + column + "'] .lamp-ok");
        assertEquals(column.equals("State") ? "active" : "ready", lamp.innerText());
      }
      assertFalse(page.content().contains("Team " + team.slug()), "the organisation is shown");
      page.navigate(team.address("/secrets"));
      assertTrue(page.url().contains("/auth/realms/" + team.slug()), page.url());
    }
  }

  @Test
  void every_component_is_up() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.signIn(page);
      Team.link(page, "Components").click();
      for (String component : new String[] {"PostgreSQL", "Keycloak", "OpenBao"}) {
        assertEquals("up", row(page, component).locator(".lamp-ok").innerText(), component);
      }
    }
  }

  @Test
  void a_team_does_not_see_the_operators_pages() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      team.signIn(page);
      assertEquals(0, Team.link(page, "Tenants").count());
      for (String path : new String[] {"/tenants", "/components"}) {
        assertEquals(403, page.navigate(team.address(path)).status(), path);
      }
    }
  }

  @Test
  void every_page_is_accessible_on_desktop_and_phone_light_and_dark() {
    try (var person = chromium.person()) {
      var first = person.newPage();
      operator.signIn(first);
      first.navigate(operator.address("/workflows"));
      var workflow = first.locator("a[href*='/workflows/']").first().getAttribute("href");
      for (Looks looks : Looks.ALL) {
        looks.with(
            chromium,
            person,
            page -> {
              for (String part : new String[] {"", "tenants", "components", "audit", "workflows"}) {
                var path = part.isEmpty() ? "" : "/" + part;
                looks.at(page, operator.address(path), "operator-" + part);
              }
              looks.at(page, operator.stack().url() + workflow, "operator-workflow");
            });
      }
    }
  }

  @Test
  void the_operator_signs_out_of_both_sides() {
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.signIn(page);
      Team.button(page, "Sign out").click();
      page.waitForURL(operator.stack().url() + "/signin");
      page.navigate(operator.address("/tenants"));
      assertTrue(page.url().contains("/auth/realms/appliance"), page.url());
    }
  }

  private static Locator row(Page page, String text) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }
}
