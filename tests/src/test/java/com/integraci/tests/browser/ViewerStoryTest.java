package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.stack.Https;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever may only look is led to nothing that is refused. */
@Tag("browser")
final class ViewerStoryTest extends Story {

  private static final int PAGES_MAX = 100;

  /** Where the links of a page lead in the console. */
  private static final String LINKS =
      """
      links => links.map(link => link.href.replace(/#.*/, ''))
      """;

  @Test
  void no_page_leads_a_viewer_to_what_a_viewer_may_not_see() throws IOException {
    try (var first = chromium.person();
        var second = chromium.person();
        var https = new Https(stack.data().resolve("ca.pem"))) {
      var team = Team.fresh(stack.url(), "views");
      var owner = team.begin(first);
      Pipeline.made(owner, team, https, stack.url().toString()).decide(Map.of());
      owner.navigate(team.address("/policies"));
      Team.button(owner, "Publish the shipped rules").click();
      owner.locator("tr:has-text('integraci-gate')").waitFor();
      owner.navigate(team.address("/drafts"));
      owner.getByLabel("Name").fill("stricter-gate");
      Team.button(owner, "Begin").click();
      owner.getByText("not changed yet").waitFor();

      var viewer = new Newcomer(team).joined(second, owner, "viewer");
      var seen = followed(viewer, team.address(""));
      assertTrue(seen.contains(team.address("/policies")), seen.toString());
      assertTrue(seen.contains(team.address("/decisions")), seen.toString());
      assertTrue(seen.contains(team.address("/drafts")), seen.toString());
    }
  }

  /** Goes wherever links lead, and is let in everywhere. */
  private static Set<String> followed(Page viewer, String from) {
    Set<String> seen = new HashSet<>(List.of(from));
    Deque<String> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      var address = next.remove();
      assertEquals(200, viewer.navigate(address).status(), address);
      var links = viewer.locator("a[href^='/t/']:not([download])").evaluateAll(LINKS);
      for (Object link : (List<?>) links) {
        if (seen.add(link.toString())) {
          next.add(link.toString());
        }
      }
      assertTrue(seen.size() <= PAGES_MAX, seen.toString());
    }
    return seen;
  }
}
