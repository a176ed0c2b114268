package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.http.Route;
import com.integraci.tests.isolation.TwoTeams.Team;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every route there is but the reviewed public ones: nothing without a proof of who asks, nothing
 * of another team with one, and another team's id is not there, rather than forbidden.
 */
@Tag("isolation")
class RoutesTest {

  private static TwoTeams teams;

  @BeforeAll
  static void start() throws SQLException {
    teams = new TwoTeams();
  }

  @AfterAll
  static void stop() {
    teams.close();
  }

  @Test
  void nobody_gets_in() {
    var guarded = guarded();
    assertTrue(guarded.size() > 20, guarded.toString());
    for (Route route : guarded) {
      assertRefused(route, call(route, TwoTeams.ALPHA.slug()));
    }
  }

  @Test
  void what_is_forged_is_as_good_as_nothing() {
    String other = "__Secure-integraci=" + "x".repeat(43);
    String slug = TwoTeams.ALPHA.slug();
    for (String forged : teams.forged(TwoTeams.ALPHA)) {
      for (Route route : guarded()) {
        String bearer = "Bearer " + forged;
        assertRefused(route, call(route, slug, "Authorization", bearer, "Cookie", other));
      }
    }
  }

  @Test
  void a_session_opens_no_other_teams_pages() {
    for (Route route : guarded()) {
      if (route.page()) {
        String[] alpha = teams.proof(route, TwoTeams.ALPHA);
        assertRefused(route, call(route, TwoTeams.BETA.slug(), alpha));
      }
    }
  }

  @Test
  void another_teams_id_is_not_there() {
    int ids = 0;
    for (Route route : guarded()) {
      // A name is the team's own to give; what others have under it is not looked at.
      String path = route.path().replace("{slug}", "").replaceAll("\\{\\+?name\\}", "");
      if (path.contains("{") && !operators(route)) {
        var answer = asAlpha(route, TwoTeams.BETA);
        assertEquals(404, answer.statusCode(), route + ": " + answer.body());
        ids++;
      }
    }
    assertTrue(ids >= 4, "routes with an id: " + ids);
  }

  @Test
  void nothing_of_another_team_comes_back() {
    var ours = new HashSet<String>();
    for (Route route : guarded()) {
      if (route.method().safe()) {
        var answer = asAlpha(route, TwoTeams.ALPHA);
        for (String mark : TwoTeams.BETA.marks()) {
          assertFalse(answer.body().contains(mark), route + " shows " + mark);
        }
        TwoTeams.ALPHA.marks().stream().filter(answer.body()::contains).forEach(ours::add);
      }
    }
    assertTrue(ours.size() >= 3, "our own should come back, only these did: " + ours);
  }

  @Test
  void what_is_the_operators_is_refused() {
    for (Route route : guarded()) {
      if (operators(route)) {
        assertEquals(403, asAlpha(route, TwoTeams.ALPHA).statusCode(), route.toString());
      }
    }
  }

  private static boolean operators(Route route) {
    return route.path().startsWith("/api/v1/tenants")
        || route.path().startsWith("/api/v1/probe")
        || route.path().startsWith("/api/v1/alerts")
        || route.path().startsWith("/t/{slug}/alerts/")
        || route.path().startsWith("/metrics");
  }

  private static List<Route> guarded() {
    return teams.routes().stream().filter(route -> !route.open()).toList();
  }

  private static HttpResponse<String> call(Route route, String slug, String... headers) {
    return teams.call(route, slug, TwoTeams.BETA, headers);
  }

  private static HttpResponse<String> asAlpha(Route route, Team ids) {
    return teams.call(route, TwoTeams.ALPHA.slug(), ids, teams.proof(route, TwoTeams.ALPHA));
  }

  /** 401; a page that a person only looks at sends to the sign-in instead. */
  private static void assertRefused(Route route, HttpResponse<String> answer) {
    if (route.page() && route.method().safe()) {
      assertEquals(303, answer.statusCode(), route.toString());
      String to = answer.headers().firstValue("Location").orElse("");
      assertTrue(to.matches("/t/[a-z]+/signin\\?to=.*"), route + " sends to " + to);
    } else {
      assertEquals(401, answer.statusCode(), route + ": " + answer.body());
    }
    for (Team team : List.of(TwoTeams.ALPHA, TwoTeams.BETA)) {
      assertFalse(answer.body().contains(team.organisation()), route.toString());
    }
  }
}
