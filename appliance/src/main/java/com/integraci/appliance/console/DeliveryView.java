package com.integraci.appliance.console;

import com.integraci.appliance.events.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One delivery with its attempts.
 *
 * @param done what was just done, or ""
 * @param refused why something was not, or ""
 * @param row the delivery
 * @param message the receiver's {@code webhook-id}
 * @param dueAt when it is sent next, if it is
 * @param endedAt when it was delivered or given up
 * @param tries the latest first
 * @param document what is sent, byte for byte
 * @param replay where it is sent again, or "" when it can't be
 * @param back its webhook
 * @param moving whether the page looks again by itself
 */
record DeliveryView(
    String done,
    String refused,
    DeliveryRow row,
    String message,
    Optional<Instant> dueAt,
    Optional<Instant> endedAt,
    List<Try> tries,
    String document,
    String replay,
    String back,
    boolean moving) {

  DeliveryView {
    tries = List.copyOf(tries);
  }

  /** One attempt. */
  record Try(
      int number, Lamp lamp, String word, String answer, String error, Instant at, String took) {

    static Try of(Delivery.Attempt attempt) {
      var lamp =
          switch (attempt.outcome()) {
            case "done" -> Lamp.OK;
            case "failed" -> Lamp.BAD;
            default -> Lamp.BUSY;
          };
      boolean open = lamp == Lamp.BUSY;
      return new Try(
          attempt.number(),
          lamp,
          open ? "under way, or lost" : attempt.outcome(),
          attempt.status().map(status -> "status " + status).orElse("none"),
          attempt.error(),
          attempt.startedAt(),
          open ? "" : Moment.took(Duration.ofMillis(attempt.millis())));
    }
  }
}
