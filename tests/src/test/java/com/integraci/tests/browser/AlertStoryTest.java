package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker hangs: an operator is told on an open page, takes note, and sees it end. */
@Tag("browser")
final class AlertStoryTest extends Story {

  private static final String ACKNOWLEDGE = "Acknowledge: A component does not answer, nats";

  /** Two looks, which are half a minute apart. */
  private static final double LOOKS_MILLIS = 180_000;

  @Test
  void a_broker_that_hangs_is_raised_acknowledged_and_over_when_it_goes_on() {
    var operator = new Operator(stack);
    try (var person = chromium.person()) {
      var page = person.newPage();
      operator.setPassword(page);
      operator.signIn(page);
      page.navigate(operator.address("/alerts"));
      Accessibility.expectNoFault(page);
      assertEquals(0, nats(page, "open").count());
      stack.signal("nats", "STOP");
      try {
        raised(page);
        awaitCounted(page);
        look(person, operator, "alerts-raised");
        acknowledged(page);
        awaitCounted(page);
      } finally {
        stack.signal("nats", "CONT");
      }
      await(nats(page, "over"));
      assertEquals(0, nats(page, "open").count(), "it is raised still");
      look(person, operator, "alerts-over");
      written(page, operator);
    }
  }

  private static void raised(Page page) {
    var row = nats(page, "open");
    await(row);
    assertEquals("critical", row.locator(".lamp-bad").innerText());
    assertTrue(row.innerText().contains("Look at its log"), row.innerText());
    var where = row.getByRole(AriaRole.LINK);
    assertTrue(where.getAttribute("href").endsWith("/components"), "it leads elsewhere");
  }

  /** The navigation counts those that nobody took note of; others come and go meanwhile. */
  private static void awaitCounted(Page page) {
    var notes = page.locator("#alerts-open button[aria-label^='Acknowledge: ']");
    page.waitForCondition(() -> Team.waiting(page, "Alerts") == notes.count());
  }

  private static void acknowledged(Page page) {
    Team.button(page, ACKNOWLEDGE).click();
    nats(page, "open").getByText("acknowledged").waitFor();
    assertEquals(0, Team.button(page, ACKNOWLEDGE).count());
  }

  /** Each in the operators' chain. */
  private static void written(Page page, Operator operator) {
    page.navigate(operator.address("/audit"));
    for (String action : new String[] {"alert.raise", "alert.acknowledge", "alert.clear"}) {
      page.locator("#rows").getByText(action).first().waitFor();
    }
  }

  private static Locator nats(Page page, String part) {
    return page.locator("#alerts-" + part + " tbody tr")
        .filter(new Locator.FilterOptions().setHasText("A component does not answer"))
        .filter(new Locator.FilterOptions().setHasText("nats"));
  }

  private static void await(Locator row) {
    row.first().waitFor(new Locator.WaitForOptions().setTimeout(LOOKS_MILLIS));
  }

  private static void look(BrowserContext person, Operator operator, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, operator.address("/alerts"), name));
    }
  }
}
