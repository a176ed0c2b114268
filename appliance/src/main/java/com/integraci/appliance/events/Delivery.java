package com.integraci.appliance.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One message for one endpoint.
 *
 * @param id its id
 * @param webhook the endpoint
 * @param message what the receiver sees as {@code webhook-id}: the event's id
 * @param action the event's action
 * @param state where it stands
 * @param attempts how often it was sent, over all replays
 * @param dueAt when it is sent next, if it is
 * @param createdAt since when it is to be sent
 * @param endedAt when it was delivered or given up
 */
public record Delivery(
    UUID id,
    UUID webhook,
    String message,
    String action,
    State state,
    int attempts,
    Optional<Instant> dueAt,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /** Where a delivery stands. */
  public enum State {
    /** It is sent as soon as it is due. */
    WAITING,
    /** The receiver took it. */
    DELIVERED,
    /** It was tried often enough. */
    FAILED,
    /** The endpoint was disabled, or had too much waiting. */
    SKIPPED
  }

  /**
   * One attempt.
   *
   * @param number 1 for the first
   * @param outcome {@code done}, {@code failed}, or {@code open}: under way, or lost with its
   *     sender
   * @param status the answer's status, if there was an answer
   * @param error what went wrong, "" when nothing
   * @param millis how long it took
   * @param startedAt when it began
   */
  public record Attempt(
      int number,
      String outcome,
      Optional<Integer> status,
      String error,
      int millis,
      Instant startedAt) {}

  /**
   * A delivery with its attempts and what is sent.
   *
   * @param document the body, as it is sent
   * @param attempts the latest first
   */
  public record Detail(Delivery delivery, String document, List<Attempt> attempts) {
    public Detail {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * A page of an endpoint's deliveries, the newest first.
   *
   * @param next the cursor of the next page, absent at the end
   */
  public record Page(List<Delivery> deliveries, Optional<UUID> next) {
    public Page {
      deliveries = List.copyOf(deliveries);
    }
  }
}
