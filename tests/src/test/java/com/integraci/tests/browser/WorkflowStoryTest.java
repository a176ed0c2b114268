package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An operator and workflows that need a person. A client is lost in a team's realm; its repair is
 * begun, and Keycloak dies under it.
 */
@Tag("browser")
final class WorkflowStoryTest extends Story {

  private static Backstage backstage;
  private static BrowserContext person;
  private static Page page;
  private static Operator operator;
  private static Team team;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    backstage = new Backstage(stack);
    operator = new Operator(stack);
    team = Team.fresh(stack.url(), "flows");
    person = chromium.person();
    page = person.newPage();
    operator.setPassword(page);
    team.signUp(page);
    tenant = backstage.tenant(team.slug());
    operator.signIn(page);
  }

  @AfterAll
  static void close() {
    if (backstage != null) {
      backstage.close();
    }
  }

  @Test
  void a_stuck_repair_is_resumed() {
    var repair = stuck();
    look("stuck");
    backstage.awaitKeycloak(team.slug());
    page.navigate(address(repair));
    Team.button(page, "Resume").click();
    page.getByText("Resumed. It goes on at the step where it stopped.").waitFor();
    expect(repair, "succeeded", "done");
    page.navigate(operator.address("/tenants/repair?team=" + team.slug()));
    page.getByText("Nothing differs").waitFor();
  }

  @Test
  void a_stuck_repair_is_taken_back() {
    var repair = stuck();
    backstage.awaitKeycloak(team.slug());
    page.navigate(address(repair));
    Team.button(page, "Take back").click();
    page.getByText("What it did is being taken back.").waitFor();
    expect(repair, "failed", "taken back");
    look("taken-back");
    filter();
  }

  @Test
  void a_repair_that_has_not_begun_is_cancelled() {
    var repair = new AtomicReference<UUID>();
    backstage.whileNothingIsClaimed(
        () -> {
          repair.set(repair());
          Team.button(page, "Cancel").click();
          page.getByText("Cancelled. What it did is taken back").waitFor();
        });
    expect(repair.get(), "cancelled", "cancelled");
    look("cancelled");
  }

  @Test
  void an_outcome_that_is_not_known_is_decided() {
    var repair = new AtomicReference<UUID>();
    backstage.whileNothingIsClaimed(
        () -> {
          repair.set(repair());
          backstage.makeAmbiguous(tenant, repair.get());
        });
    page.navigate(address(repair.get()));
    assertEquals(1, Team.button(page, "It was done").count());
    assertEquals(1, Team.button(page, "Take it back").count());
    look("ambiguous");
    Team.button(page, "It was not: retry").click();
    page.getByText("Your decision is written down").waitFor();
    expect(repair.get(), "succeeded", "done");
  }

  /** The list, narrowed to what ended so, has it; narrowed to what waits, not. */
  private static void filter() {
    page.navigate(operator.address("/workflows"));
    page.getByLabel("State").selectOption("failed");
    page.getByLabel("Kind").selectOption("tenant.repair");
    Team.button(page, "Filter").click();
    page.waitForURL("**/workflows?state=failed&definition=tenant.repair");
    page.locator("#workflows .name").first().waitFor();
    look("filtered");
    page.getByLabel("State").selectOption("waiting");
    Team.button(page, "Filter").click();
    page.getByText("No workflow matches").waitFor();
  }

  /** A repair whose attempts are used up. */
  private static UUID stuck() {
    var repair = new AtomicReference<UUID>();
    backstage.whileNothingIsClaimed(
        () -> {
          repair.set(repair());
          backstage.killKeycloak();
        });
    backstage.await(tenant, repair.get(), "stuck");
    page.navigate(address(repair.get()));
    return repair.get();
  }

  /** Loses a client, looks, and begins the repair; its page is shown. */
  private static UUID repair() {
    backstage.awaitKeycloak(team.slug());
    backstage.loseClient(team.slug());
    page.navigate(operator.address("/tenants/repair?team=" + team.slug()));
    Team.button(page, "Repair the team").click();
    page.waitForURL("**/workflows/*");
    return UUID.fromString(page.url().substring(page.url().lastIndexOf('/') + 1));
  }

  private static void expect(UUID workflow, String state, String word) {
    backstage.await(tenant, workflow, state);
    page.navigate(address(workflow));
    page.locator(".page-head").getByText(word).first().waitFor();
    assertEquals(0, Team.button(page, "Resume").count());
  }

  private static String address(UUID workflow) {
    return operator.address("/workflows/" + workflow);
  }

  private static void look(String name) {
    var here = page.url();
    for (Looks looks : Looks.ALL) {
      looks.with(chromium, person, other -> looks.at(other, here, "workflow-" + name));
    }
  }
}
