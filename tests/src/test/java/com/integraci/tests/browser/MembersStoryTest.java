package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.tests.Await;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two people of one team: invited, let in, given a role, removed and shown out. */
@Tag("browser")
final class MembersStoryTest extends Story {

  @Test
  void an_owner_invites_somebody_gives_a_role_and_removes_the_person() {
    try (var first = chromium.person();
        var second = chromium.person()) {
      var team = Team.fresh(stack.url(), "people");
      var owner = team.begin(first);
      var grace = new Newcomer(team);
      var link = grace.invitedOn(owner);
      look(first, team);
      var page = second.newPage();
      grace.accept(page, link);
      page.navigate(link);
      page.getByText("This invitation was used").first().waitFor();
      grace.signIn(page);
      page.navigate(team.address("/members"));
      page.getByText("Grace Hopper (you)").waitFor();
      assertEquals(0, Team.link(page, "Invite").count(), "a developer invites");

      owner.navigate(team.address("/members"));
      Team.link(owner, "Open Grace Hopper").click();
      owner.getByLabel("New role").selectOption("auditor");
      Team.button(owner, "Change the role").click();
      owner.getByText("The role is changed").waitFor();
      page.navigate(team.address(""));
      page.getByText("Signed in as auditor").waitFor();

      forATime(owner, page, team);
      inAGroup(owner, page, team);
      pictures(first, owner.url(), team);

      Team.link(owner, "Remove…").click();
      Accessibility.expectNoFault(owner);
      Team.button(owner, "Remove for good").click();
      owner.getByText("Removed. Sessions").waitFor();
      // The page goes to the sign-in by itself.
      page.waitForURL(address -> !address.startsWith(team.address("")));
      Await.until("the account is gone", Newcomer.ACCOUNT_MAX, () -> grace.refused(page));
    }
  }

  /** From Grace's own page on; it ends there. */
  private static void forATime(Page owner, Page page, Team team) {
    Team.link(owner, "Open Grace Hopper").click();
    owner.locator("#granted").selectOption("admin");
    owner.locator("#term").selectOption("4 hours");
    owner.locator("#reason").fill("The release of Sunday");
    Team.button(owner, "Give the role").click();
    owner.getByText("Role: auditor, acts as admin").waitFor();
    Accessibility.expectNoFault(owner);
    expectRole(page, team, "admin");
    Team.button(owner, "End admin, The release of Sunday").click();
    owner.getByText("Nothing beside the role above.").waitFor();
    expectRole(page, team, "auditor");
  }

  private static void inAGroup(Page owner, Page page, Team team) {
    var grace = owner.url();
    owner.navigate(team.address("/members"));
    Team.link(owner, "Groups").click();
    owner.locator("#name").fill("on-call");
    owner.locator("#role").selectOption("maintainer");
    owner.locator("#term").selectOption("7 days");
    Team.button(owner, "Make the group").click();
    owner.getByText("Nobody is in it").waitFor();
    owner.navigate(grace);
    owner.locator("#group").selectOption("on-call");
    Team.button(owner, "Put into the group").click();
    owner.getByText("Role: auditor, acts as maintainer").waitFor();
    expectRole(page, team, "maintainer");
  }

  private static void expectRole(Page page, Team team, String role) {
    page.navigate(team.address(""));
    page.getByText("Signed in as " + role).waitFor();
  }

  private static void pictures(BrowserContext person, String member, Team team) {
    for (Looks looks : Looks.ALL) {
      looks.with(
          chromium,
          person,
          page -> {
            looks.at(page, member, "team-member");
            looks.at(page, team.address("/groups"), "team-groups");
            Team.link(page, "Open on-call").click();
            page.locator("#people").waitFor();
            looks.here(page, "team-group");
          });
    }
  }

  /** The pages as they are on each screen. */
  private static void look(BrowserContext person, Team team) {
    for (Looks looks : Looks.ALL) {
      looks.with(
          chromium,
          person,
          page -> {
            looks.at(page, team.address("/members"), "team-members");
            looks.at(page, team.address("/invitations"), "team-invitations");
          });
    }
  }
}
