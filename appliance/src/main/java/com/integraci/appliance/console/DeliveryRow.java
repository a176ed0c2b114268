package com.integraci.appliance.console;

import com.integraci.appliance.events.Delivery;
import java.time.Instant;
import java.util.Locale;

/**
 * One delivery as lists show it.
 *
 * @param attempts how often it was sent
 * @param href its own page
 */
record DeliveryRow(
    String event, Delivery.State state, int attempts, Instant createdAt, String href) {

  /**
   * Shows a delivery.
   *
   * @param webhook the page of its endpoint
   */
  static DeliveryRow of(Delivery delivery, String webhook) {
    return new DeliveryRow(
        delivery.action(),
        delivery.state(),
        delivery.attempts(),
        delivery.createdAt(),
        webhook + "/deliveries/" + delivery.id());
  }

  Lamp lamp() {
    return switch (state) {
      case WAITING -> Lamp.BUSY;
      case DELIVERED -> Lamp.OK;
      case FAILED -> Lamp.BAD;
      case SKIPPED -> Lamp.OFF;
    };
  }

  String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
