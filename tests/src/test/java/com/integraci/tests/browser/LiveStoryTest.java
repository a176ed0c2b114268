package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody does is seen in the others' open windows, and only in those it concerns. */
@Tag("browser")
final class LiveStoryTest extends Story {

  private static final String STALE = "Not live: this page may be stale since";

  @Test
  void what_one_person_does_is_seen_in_the_others_windows_until_the_team_is_suspended() {
    try (var first = chromium.person();
        var second = chromium.person();
        var third = chromium.person();
        var fourth = chromium.person()) {
      var errors = errorsOf(first, second, third, fourth);
      var team = Team.fresh(stack.url(), "live");
      var owner = team.begin(first);
      var apart = Team.fresh(stack.url(), "apart");
      var stranger = watch(apart.begin(third), apart.address("/members"));
      var asked = asksOf(stranger);
      var members = watch(first.newPage(), team.address("/members"));

      var grace = window(second, members, owner, new Newcomer(team));
      secrets(first, owner, grace, team);
      anOpenDetailStays(owner, grace, team);
      removed(owner, grace, members, team);
      expectNothingSeen(stranger, asked);

      suspended(fourth, members, team);
      expectNothingSeen(stranger, asked);
      assertEquals(List.of(), errors);
    }
  }

  /** From the invitation to Grace's own window of the members. */
  private static Page window(BrowserContext browser, Page members, Page owner, Newcomer grace) {
    var team = grace.team();
    var open = watch(members.context().newPage(), team.address("/invitations"));
    var link = grace.invitedOn(owner);
    seen(open, open.locator("#open-panel").getByText(grace.email()));
    var page = browser.newPage();
    grace.accept(page, link);
    seen(open, open.locator("#open-panel").getByText("Nobody is invited"));
    open.close();
    seen(members, Team.link(members, "Open " + Newcomer.NAME));
    grace.signIn(page);
    watch(page, team.address("/members"));

    Team.link(owner, "All members").click();
    Team.link(owner, "Open " + Newcomer.NAME).click();
    owner.getByLabel("New role").selectOption("auditor");
    Team.button(owner, "Change the role").click();
    seen(page, page.getByText("Signed in as auditor"));
    seen(page, Team.link(page, "Audit"));
    seen(members, row(members, Newcomer.NAME).getByText("auditor"));
    return page;
  }

  /** A row goes while a form of it is sent. */
  private static final String SENT =
      """
      (() => {
        const list = document.createElement('ul');
        list.innerHTML = '<li><form class="htmx-request"></form></li><li><form></form></li>';
        document.body.append(list);
        mergeInto(list, document.createElement('ul'));
        const left = list.children.length;
        list.remove();
        return left;
      })()
      """;

  /** A list grows while somebody types below it, and the keyboard stays where it is. */
  private static void secrets(BrowserContext first, Page owner, Page grace, Team team) {
    var typing = watch(first.newPage(), team.address("/secrets"));
    typing.getByLabel("Name").fill("half/typ");
    typing.getByLabel("Value").fill("a value");
    typing.getByLabel("Name").focus();
    watch(grace, team.address("/secrets"));
    team.store(owner, "ledger/of-live", "value");
    seen(grace, grace.locator("#secrets").getByText("ledger/of-live"));
    seen(typing, typing.locator("#secrets").getByText("ledger/of-live"));
    assertEquals("half/typ", typing.getByLabel("Name").inputValue());
    assertEquals("a value", typing.getByLabel("Value").inputValue());
    assertEquals("name", typing.evaluate("document.activeElement.id"));
    typing.keyboard().type("ed");

    var link = Team.link(typing, "Rotate ledger/of-live");
    link.focus();
    team.store(owner, "ledger/another", "value");
    seen(typing, typing.locator("#secrets").getByText("ledger/another"));
    assertEquals(
        "Rotate ledger/of-live",
        typing.evaluate("document.activeElement.getAttribute('aria-label')"));
    assertEquals("half/typed", typing.getByLabel("Name").inputValue());
    assertEquals(1, typing.evaluate(SENT), "what waits for its answer was taken away");
    typing.close();
  }

  private static void anOpenDetailStays(Page owner, Page grace, Team team) {
    watch(grace, team.address("/audit"));
    var row = grace.locator("#rows tbody tr").filter(withText("secret.put")).first();
    var number = row.getAttribute("data-key");
    row.locator("summary").click();
    grace.evaluate("scrollTo(0, 120)");
    var before = grace.locator("#rows tbody tr").first().getAttribute("data-key");
    team.store(owner, "ledger/third", "value");
    seen(grace, grace.locator("#rows tbody tr:first-child:not([data-key='" + before + "'])"));
    assertEquals(1, grace.locator("#rows tr[data-key='" + number + "'] details[open]").count());
  }

  private static void removed(Page owner, Page grace, Page members, Team team) {
    owner.navigate(team.address("/members"));
    Team.link(owner, "Open " + Newcomer.NAME).click();
    Team.link(owner, "Remove…").click();
    Team.button(owner, "Remove for good").click();
    grace.waitForURL(address -> !address.startsWith(team.address("")), within(15));
    Await.until(
        "Grace is in no row",
        Duration.ofSeconds(15),
        () -> Team.link(members, "Open " + Newcomer.NAME).count() == 0);
    expectSameDocument(members);
  }

  private static void suspended(BrowserContext person, Page members, Team team) {
    var operator = new Operator(stack);
    var page = person.newPage();
    operator.setPassword(page);
    operator.signIn(page);
    var lamps = watch(person.newPage(), operator.address("/tenants"));
    seen(lamps, row(lamps, team.slug()).getByText("active"));
    page.navigate(operator.address("/tenants"));
    Team.link(page, "Suspend " + team.slug()).click();
    page.getByLabel("Reason").fill("A story");
    Team.button(page, "Suspend the team").click();
    seen(lamps, row(lamps, team.slug()).getByText("suspended"));
    members.getByText("Your team is suspended by the operators").first().waitFor();
    Accessibility.expectNoFault(members);
  }

  @Test
  void eight_windows_of_one_browser_share_one_stream_and_are_all_live() {
    try (var person = chromium.person()) {
      var errors = errorsOf(person);
      var team = Team.fresh(stack.url(), "tabs");
      var owner = team.begin(person);
      var streams = new CopyOnWriteArrayList<String>();
      var windows = new ArrayList<Page>();
      for (int i = 0; i < 8; i++) {
        windows.add(person.newPage());
      }
      person.onRequest(
          request -> {
            if (request.resourceType().equals("eventsource")) {
              streams.add(request.url());
            }
          });
      owner.navigate("about:blank");
      streams.clear();
      windows.getFirst().navigate(team.address("/secrets"));
      Await.until(
          "one has the stream",
          Duration.ofSeconds(15),
          () -> asked(windows.getFirst(), streams) == 1);
      awaitLive(windows.getFirst());
      streams.clear();
      windows.subList(1, 8).forEach(page -> watch(page, team.address("/secrets")));
      team.store(owner, "tabs/first", "value");
      for (Page page : windows) {
        page.locator("#secrets").getByText("tabs/first").waitFor();
      }
      assertEquals(List.of(), streams, "the others ask for streams of their own");

      windows.getFirst().close();
      Await.until(
          "another takes over", Duration.ofSeconds(15), () -> asked(windows.get(1), streams) == 1);
      team.store(owner, "tabs/second", "value");
      for (Page page : windows.subList(1, 8)) {
        seen(page, page.locator("#secrets").getByText("tabs/second"));
      }
      assertEquals(1, streams.size(), streams.toString());
      assertEquals(List.of(), errors);
    }
  }

  @Test
  void a_window_says_that_it_may_be_stale_and_looks_again_when_it_is_live() {
    try (var person = chromium.person()) {
      var errors = errorsOf(person);
      var team = Team.fresh(stack.url(), "stale");
      var owner = team.begin(person);
      var page = watch(person.newPage(), team.address("/secrets"));
      awaitLive(page);
      stack.signal("STOP");
      try {
        page.getByText(STALE).waitFor();
        assertTrue(
            page.locator("#live").innerText().matches(STALE + " \\d\\d:\\d\\d UTC\\..*"),
            page.locator("#live").innerText());
        assertEquals("status", page.locator("#live").getAttribute("role"));
        for (Looks looks : Looks.ALL) {
          page.setViewportSize(looks.width(), looks.height());
          page.emulateMedia(
              new Page.EmulateMediaOptions()
                  .setReducedMotion(ReducedMotion.REDUCE)
                  .setColorScheme(looks.colours()));
          looks.here(page, "live-stale");
        }
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      } finally {
        stack.signal("CONT");
      }
      Await.until(
          "the line is gone",
          Duration.ofSeconds(30),
          () -> page.locator("#live").innerText().isEmpty());
      team.store(owner, "stale/no-more", "value");
      seen(page, page.locator("#secrets").getByText("stale/no-more"));
      assertEquals(List.of(), errors);
    }
  }

  /** Opens a page whose document is known again. */
  private static Page watch(Page page, String address) {
    page.navigate(address);
    page.evaluate("window.opened = true");
    return page;
  }

  /** Waits for something in a window that nobody touches. */
  private static void seen(Page page, Locator what) {
    what.first().waitFor();
    expectSameDocument(page);
  }

  private static void expectSameDocument(Page page) {
    assertEquals(true, page.evaluate("window.opened === true"), "the page was loaded again");
  }

  /** How many were asked for; events of the browser come only while it is asked something. */
  private static int asked(Page page, List<String> streams) {
    return page.title().isEmpty() ? 0 : streams.size();
  }

  private static void awaitLive(Page page) {
    page.locator("#live[data-live=yes]")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  private static List<String> errorsOf(BrowserContext... people) {
    var errors = new CopyOnWriteArrayList<String>();
    for (BrowserContext person : people) {
      person.onWebError(error -> errors.add(error.error()));
      person.addInitScript(
          "addEventListener('securitypolicyviolation', e => { throw new Error(e.blockedURI); })");
    }
    return errors;
  }

  /** What a window asks for from now on, but for its stream. */
  private static List<String> asksOf(Page page) {
    var asked = new CopyOnWriteArrayList<String>();
    page.onRequest(
        request -> {
          if (!request.resourceType().equals("eventsource")) {
            asked.add(request.url());
          }
        });
    return asked;
  }

  private static void expectNothingSeen(Page stranger, List<String> asked) {
    expectSameDocument(stranger);
    assertEquals(1, stranger.locator("#people tbody tr").count());
    assertTrue(asked.size() <= 1, "a second team's window looks again: " + asked);
  }

  private static Locator row(Page page, String text) {
    return page.locator("tbody tr").filter(withText(text));
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.WaitForURLOptions within(int seconds) {
    return new Page.WaitForURLOptions().setTimeout(seconds * 1000.0);
  }
}
