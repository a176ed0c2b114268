package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody's role is changed by another, and the person is told. */
@Tag("browser")
final class NoticeStoryTest extends Story {

  private static final String CHANGED = "Your role in the team was changed.";

  @Test
  void a_member_is_told_of_another_role_reads_it_and_marks_it_as_read() {
    try (var first = chromium.person();
        var second = chromium.person()) {
      var team = Team.fresh(stack.url(), "told");
      var owner = team.begin(first);
      var grace = new Newcomer(team);
      var link = grace.invitedOn(owner);
      var page = second.newPage();
      grace.accept(page, link);
      grace.signIn(page);
      page.navigate(team.address("/notices"));
      page.getByText("Nothing here").waitFor();
      look(second, team, "notices-none");

      changeRole(owner, team, "maintainer");
      counted(page, team, 1);
      read(page, team);
      changeRole(owner, team, "auditor");
      changeRole(owner, team, "viewer");
      counted(page, team, 2);
      look(second, team, "notices");
      var other = second.newPage();
      other.navigate(team.address(""));
      addToGroup(owner, team);
      Team.awaitWaiting(other, "Notices", 3);
      page.getByText("You were added to a group.").waitFor();
      chosen(page);
      readAll(page);
      Team.awaitWaiting(other, "Notices", 0);
      tellsNobodyElse(owner, team);
    }
  }

  private static void changeRole(Page owner, Team team, String role) {
    owner.navigate(team.address("/members"));
    Team.link(owner, "Open " + Newcomer.NAME).click();
    owner.getByLabel("New role").selectOption(role);
    Team.button(owner, "Change the role").click();
    owner.getByText("The role is changed").waitFor();
  }

  /** It changes nothing of what the person may do: only the notice says so. */
  private static void addToGroup(Page owner, Team team) {
    owner.navigate(team.address("/groups"));
    owner.locator("#name").fill("readers");
    owner.locator("#role").selectOption("viewer");
    Team.button(owner, "Make the group").click();
    owner.getByText("Nobody is in it").waitFor();
    owner.navigate(team.address("/members"));
    Team.link(owner, "Open " + Newcomer.NAME).click();
    owner.locator("#group").selectOption("readers");
    Team.button(owner, "Put into the group").click();
    owner.getByText("readers").first().waitFor();
  }

  /** Wherever the person is, the navigation says it, and leads there. */
  private static void counted(Page page, Team team, long notices) {
    page.navigate(team.address(""));
    assertEquals(notices, Team.waiting(page, "Notices"));
    page.locator("#sections").getByText("Notices").click();
    page.waitForURL(team.address("/notices"));
    assertEquals(notices, page.locator("tbody strong").count(), "what is not read");
  }

  private static void read(Page page, Team team) {
    Team.link(page, "security").click();
    page.getByText("Nothing here").waitFor();
    Team.link(page, "account").click();
    Team.button(page, "Mark as read: " + CHANGED).click();
    row(page).getByText("read", new Locator.GetByTextOptions().setExact(true)).waitFor();
    assertEquals(0, Team.button(page, "Mark all as read").count());
    Team.awaitWaiting(page, "Notices", 0);
    page.navigate(team.address("/notices"));
    row(page).waitFor();
  }

  private static void chosen(Page page) {
    assertTrue(page.getByLabel("security").isDisabled(), "security can be switched off");
    page.getByLabel("What is about the service").check();
    page.getByLabel("What is about your account").uncheck();
    Team.button(page, "Save").click();
    // Only the page that comes anew has it so from the start.
    page.locator("input[name=service][checked]").waitFor();
    page.locator("input[name=account]:not([checked])").waitFor();
  }

  private static void readAll(Page page) {
    Team.button(page, "Mark all as read").click();
    page.locator("tbody strong").first().waitFor(Team.gone());
    Team.awaitWaiting(page, "Notices", 0);
    assertEquals(3, row(page).count(), "what was read stays");
  }

  /** Who did it knows of it; the owner is told of who came. */
  private static void tellsNobodyElse(Page owner, Team team) {
    owner.navigate(team.address("/notices"));
    owner.getByText("Somebody accepted an invitation to your team.").waitFor();
    assertEquals(0, row(owner).count());
  }

  private static Locator row(Page page) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(CHANGED));
  }

  private static void look(BrowserContext person, Team team, String name) {
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, page -> looks.at(page, team.address("/notices"), name));
    }
  }
}
