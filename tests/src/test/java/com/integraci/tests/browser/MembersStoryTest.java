package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.tests.Await;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two people of one team: invited, let in, given a role, removed and shown out. */
@Tag("browser")
final class MembersStoryTest {

  private static final Duration IN_MAX = Duration.ofMinutes(1);

  private static RunningStack stack;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    stack = RunningStack.shared();
    chromium = Chromium.trusting(stack.authority());
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void an_owner_invites_somebody_gives_a_role_and_removes_the_person() {
    try (var first = chromium.person();
        var second = chromium.person()) {
      var team = Team.fresh(stack.url(), "people");
      var owner = team.begin(first);
      var link = invite(owner, team);
      look(first, team);
      var page = second.newPage();
      accept(page, link);
      page.navigate(link);
      page.getByText("This invitation was used").first().waitFor();
      signIn(page, team);
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
      page.navigate(team.address("/members"));
      assertEquals(0, page.getByText("Grace Hopper (you)").count(), "the session holds still");
      Await.until("the account is gone", IN_MAX, () -> refused(page, team));
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

  private static String email(Team team) {
    return "grace@" + team.slug() + ".example";
  }

  private static String invite(Page page, Team team) {
    page.navigate(team.address("/members"));
    Team.link(page, "Invite").click();
    page.getByLabel("Work email").fill(email(team));
    page.getByLabel("Role").selectOption("developer");
    Team.button(page, "Invite").click();
    page.locator("#link").waitFor();
    Accessibility.expectNoFault(page);
    return page.locator("#link").innerText().strip();
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

  private static void accept(Page page, String link) {
    page.navigate(link);
    Accessibility.expectNoFault(page);
    page.getByLabel("Your name").fill("Grace Hopper");
    page.getByLabel("New password").fill(Team.PASSWORD);
    page.getByLabel("The same again").fill(Team.PASSWORD);
    Team.button(page, "Join the team").click();
    Team.link(page, "Sign in").waitFor();
  }

  /** The account is made within seconds; until then the directory does not know the person. */
  private static void signIn(Page page, Team team) {
    Await.until(
        "Grace is in",
        IN_MAX,
        () -> {
          page.navigate(team.address(""));
          if (page.url().equals(team.address(""))) {
            return true;
          }
          enter(page, team);
          return page.url().equals(team.address(""));
        });
  }

  /** Whether the directory takes the person no more. */
  private static boolean refused(Page page, Team team) {
    page.navigate(team.address(""));
    if (page.locator("#username").count() == 0) {
      return false;
    }
    enter(page, team);
    return page.locator("#wrong").count() == 1;
  }

  private static void enter(Page page, Team team) {
    page.locator("#username").fill(email(team));
    page.locator("#password").fill(Team.PASSWORD);
    page.locator("#kc-login").click();
    page.waitForLoadState();
  }
}
