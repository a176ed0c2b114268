package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.integraci.tests.Await;
import com.integraci.tests.Receiver;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An owner has the team's events sent to a server of the team's own, and looks after it. */
@Tag("browser")
final class WebhooksStoryTest extends Story {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Receiver receiver;

  @BeforeAll
  static void open() {
    assumeTrue(System.getenv("INTEGRACI_READY_FILE") == null, "the stack may not reach inside");
    receiver = RunningStack.receiver();
  }

  @Test
  void an_owner_makes_a_webhook_pings_it_renews_its_secret_and_deletes_it() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "hooks");
      var page = team.begin(person);
      Team.link(page, "Webhooks").click();
      page.getByText("No webhook yet").waitFor();
      var secret = make(page, "/hook-" + team.slug());
      page.navigate(team.address("/webhooks"));
      assertFalse(page.content().contains(secret), "the secret is shown again");

      var ping = pinged(page, team);
      assertEquals(ping.signedWith(secret), ping.signature());
      Team.link(page, "The webhook").click();
      Team.button(page, "Make a new secret").click();
      page.getByText("The former one signs as well").waitFor();
      var renewed = secret(page);
      var both = pinged(page, team);
      assertEquals(both.signedWith(renewed) + " " + both.signedWith(secret), both.signature());

      hears(page, team);
      disabled(page, team);
      look(person, team);
      open(page, team);
      Team.button(page, "Delete for good").click();
      page.getByText("The webhook is deleted, with what was sent to it.").waitFor();
      page.getByText("No webhook yet").waitFor();
    }
  }

  @Test
  void what_a_receiver_did_not_take_is_sent_again_when_it_is_well() {
    try (var person = chromium.person()) {
      var team = Team.fresh(stack.url(), "sick");
      var page = team.begin(person);
      page.navigate(team.address("/webhooks"));
      make(page, "/sick");
      open(page, team);
      Team.button(page, "Ping").click();
      page.getByText("It answered with status 503.").first().waitFor();
      page.navigate(team.address("/webhooks"));
      page.getByText("failing").first().waitFor();
      pictures(person, team.address("/webhooks"), "webhooks-failing");

      open(page, team);
      Team.button(page, "Disable it").click();
      page.getByText("The webhook is disabled.").waitFor();
      Await.until("it is skipped", PATIENCE, () -> skipped(page));
      receiver.heal();
      Team.button(page, "Enable it").click();
      page.getByText("The webhook is enabled.").waitFor();
      page.locator("#from").fill("2026-01-01T00:00");
      page.locator("#to").fill("2025-01-01T00:00");
      Team.button(page, "Send it again").click();
      page.locator("#to-wrong").waitFor();
      page.locator("#to").fill("2099-01-01T00:00");
      Team.button(page, "Send it again").click();
      page.getByText("1 delivery is sent again.").waitFor();
      Team.link(page, "Open the delivery of ping").first().click();
      page.locator("#delivery .lamp-ok").first().waitFor();
      Team.button(page, "Send it again").click();
      page.getByText("It is sent again.").waitFor();
    }
  }

  /** Through what is wrong first; ends at the list, with the secret shown. */
  private static String make(Page page, String path) {
    page.getByLabel("Address").fill("http://127.0.0.1/hook");
    page.getByText("Only some").click();
    Team.button(page, "Make it").click();
    page.locator("#url-wrong").waitFor();
    page.locator("#events-wrong").waitFor();
    Accessibility.expectNoFault(page);
    page.getByLabel("Address").fill(receiver.url(path).toString());
    page.getByLabel("secret.put").check();
    Team.button(page, "Make it").click();
    var secret = secret(page);
    Accessibility.expectNoFault(page);
    return secret;
  }

  private static String secret(Page page) {
    var secret = page.locator("#webhook-secret").innerText().strip();
    assertTrue(secret.startsWith("whsec_"), "no secret");
    return secret;
  }

  private static void open(Page page, Team team) {
    page.navigate(team.address("/webhooks"));
    page.getByRole(AriaRole.ROW).getByRole(AriaRole.LINK).first().click();
    page.getByText("Deliveries, latest first").waitFor();
  }

  /** Pings it, and sees on the delivery's page that it was taken; returns what came. */
  private static Receiver.Got pinged(Page page, Team team) {
    int before = got(team).size();
    open(page, team);
    Team.button(page, "Ping").click();
    page.locator("#delivery .fact .lamp-ok").waitFor();
    page.getByText("status 200").first().waitFor();
    assertEquals(before + 1, got(team).size());
    return got(team).getLast();
  }

  private static List<Receiver.Got> got(Team team) {
    return receiver.got().stream()
        .filter(one -> one.path().equals("/hook-" + team.slug()))
        .toList();
  }

  /** An event that it asked for, while somebody looks on. */
  private static void hears(Page page, Team team) {
    int before = got(team).size();
    team.store(page, "database/password", "a value");
    Await.until("the event", PATIENCE, () -> got(team).size() > before);
    assertTrue(got(team).getLast().body().contains("integraci.secret.put"));
    open(page, team);
    page.locator("#state").selectOption("delivered");
    Team.button(page, "Filter").click();
    row(page, "secret.put").locator(".lamp-ok").waitFor();
  }

  private static void disabled(Page page, Team team) {
    open(page, team);
    page.getByLabel("Description").fill("Builds start here");
    Team.button(page, "Change it").click();
    page.getByText("The webhook is changed.").waitFor();
    Team.button(page, "Disable it").click();
    page.getByText("The webhook is disabled.").waitFor();
    assertEquals(0, Team.button(page, "Ping").count());
    row(page, "secret.put").getByRole(AriaRole.LINK).click();
    Team.button(page, "Send it again").click();
    page.getByText("The webhook is disabled. Enable it first.").waitFor();
    Accessibility.expectNoFault(page);
    open(page, team);
    Team.button(page, "Enable it").click();
    page.getByText("The webhook is enabled.").waitFor();
  }

  private static boolean skipped(Page page) {
    page.reload();
    return page.locator(".rows .lamp-off").count() == 1;
  }

  private static Locator row(Page page, String text) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }

  private static void look(BrowserContext person, Team team) {
    for (Looks looks : Looks.ALL) {
      looks.with(
          chromium,
          person,
          page -> {
            looks.at(page, team.address("/webhooks"), "webhooks");
            page.getByText("Only some").click();
            looks.here(page, "webhooks-some");
            open(page, team);
            looks.here(page, "webhook");
            Team.link(page, "Open the delivery of secret.put").first().click();
            page.locator("#delivery").waitFor();
            looks.here(page, "webhook-delivery");
          });
    }
  }

  private static void pictures(BrowserContext person, String address, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, address, name));
    }
  }
}
