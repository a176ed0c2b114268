package com.integraci.appliance.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Invalid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com",
        "https://hooks.example.com:8443/a/b?c=d%20e",
        "https://hooks.example.com/?at=a%2Fb",
        "https://8.8.8.8/"
      })
  void an_https_address_is_taken_as_it_is(String url) {
    assertEquals(url, WebhookUrl.of(url, false).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com",
        "hooks.example.com",
        "https://",
        "https:///path",
        "https://user@hooks.example.com",
        "https://hooks.example.com/#part",
        "https://hooks.example.com/a%2fb",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com/ä",
        "https://hooks.example.com/a b",
        "https://[::1",
        "ftp://hooks.example.com",
        ""
      })
  void anything_else_is_refused(String url) {
    assertThrows(Invalid.class, () -> WebhookUrl.of(url, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "0", "[::1]", "[::ffff:10.0.0.1]"})
  void an_address_inside_that_is_written_out_is_refused(String host) {
    assertThrows(Invalid.class, () -> WebhookUrl.of("https://" + host + "/x", false));
  }

  @Test
  void waits_grow_to_their_bound() {
    var max = Duration.ofHours(12);
    assertEquals(Duration.ofSeconds(5), Retries.exponential(1, max));
    assertEquals(Duration.ofSeconds(20), Retries.exponential(2, max));
    assertEquals(Duration.ofSeconds(80), Retries.exponential(3, max));
    assertEquals(max, Retries.exponential(9, max));
    assertEquals(max, Retries.exponential(1_000_000, max));
    for (int i = 0; i < 1000; i++) {
      var wait = Retries.ofDelivery(2);
      assertTrue(wait.toMillis() > 10_000 - 1 && wait.toMillis() <= 20_000, wait.toString());
    }
  }
}
