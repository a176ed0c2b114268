package com.integraci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void a_name_is_looked_up_once_and_its_address_is_what_is_connected_to() throws Exception {
    try (var destinations = leadingTo(false, "8.8.8.8", "1.1.1.1")) {
      assertEquals(InetAddress.ofLiteral("8.8.8.8"), destinations.resolve("hooks.example"));
      assertEquals(1, asked.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "8.8.8.8 10.0.0.1", "::1", "169.254.169.254"})
  void a_name_that_leads_inside_is_refused(String addresses) {
    try (var destinations = leadingTo(false, addresses.split(" "))) {
      var refused =
          assertThrows(
              Destinations.RefusedException.class, () -> destinations.resolve("hooks.example"));
      assertTrue(refused.getMessage().contains("inside"), refused.getMessage());
    }
  }

  @Test
  void the_operator_may_allow_it() throws Exception {
    try (var destinations = leadingTo(true, "127.0.0.1")) {
      assertEquals(InetAddress.ofLiteral("127.0.0.1"), destinations.resolve("hooks.example"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "0", "[::1]", "[::ffff:10.0.0.1]"})
  void an_address_that_is_written_out_is_refused_without_asking(String host) {
    try (var destinations = leadingTo(false, "8.8.8.8")) {
      assertThrows(Destinations.RefusedException.class, () -> destinations.resolve(host));
      assertEquals(0, asked.get());
    }
  }

  @Test
  void a_name_that_nobody_knows_is_refused() {
    try (var destinations =
        new Destinations(
            false,
            host -> {
              throw new UnknownHostException(host);
            })) {
      assertThrows(Destinations.RefusedException.class, () -> destinations.resolve("nowhere"));
    }
  }

  private Destinations leadingTo(boolean insideAllowed, String... addresses) {
    return new Destinations(
        insideAllowed,
        host -> {
          asked.incrementAndGet();
          return Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        });
  }
}
