package com.integraci.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Plane;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser asks of Keycloak arrives there as one request that means the same. */
@Tag("isolation")
final class ProxyTest {

  private static Plane plane;

  @BeforeAll
  static void start() {
    plane = Plane.start();
    plane.tenant("proxied", "owner");
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a%20b+c",
        "a%0d%0aX-Forwarded-For%3A%20192.0.2.1",
        "a%20HTTP/1.1%0d%0aHost%3A%20x%0d%0a%0d%0aGET%20/auth/admin/realms%20HTTP/1.1%0d%0a",
        "%C3%A9%26%3D%25%2B%23",
      })
  void a_querys_text_stays_in_the_query(String state) {
    var query =
        "client_id=console&response_type=code&scope=openid&code_challenge_method=S256"
            + "&code_challenge=%s&state=%s&redirect_uri=%s"
                .formatted(
                    "x".repeat(43),
                    state,
                    URLEncoder.encode(
                        plane.settings().url() + "/t/proxied/callback", StandardCharsets.UTF_8));
    // Nobody is signed in, so that Keycloak answers at once, and says the state again.
    var path = "/auth/realms/proxied/protocol/openid-connect/auth?prompt=none&" + query;
    var answer = plane.send(plane.request(path));
    assertEquals(302, answer.statusCode(), answer.body());
    var back = URI.create(answer.headers().firstValue("Location").orElseThrow());
    // Keycloak takes line ends out of what it says again.
    var said = "state=" + decoded(state).replaceAll("[\r\n]", "");
    assertTrue(
        Arrays.stream(back.getRawQuery().split("&", -1))
            .anyMatch(field -> decoded(field).equals(said)),
        state + " came back in " + back);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
