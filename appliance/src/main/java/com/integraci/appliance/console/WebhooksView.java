package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a team hears of its events.
 *
 * @param done what was just done, or ""
 * @param secret what was just made; never shown again
 * @param rows all of them, the oldest first
 * @param writable whether the visitor may change any
 * @param choices what one may hear of
 * @param action where a new one is made
 * @param form what was typed
 */
record WebhooksView(
    String done,
    Optional<Secret> secret,
    List<Row> rows,
    boolean writable,
    List<About> choices,
    String action,
    Form form) {

  /** What a receiver checks signatures with. */
  record Secret(String address, String secret) {
    /** The secret is shown in one place. */
    @Override
    public String toString() {
      return "Secret[" + address + "]";
    }
  }

  /**
   * Events about one thing.
   *
   * @param label what they are about
   * @param events their names
   */
  record About(String label, List<String> events) {
    About {
      events = List.copyOf(events);
    }
  }

  /**
   * How one is.
   *
   * @param note more about it, or ""
   */
  record State(Lamp lamp, String word, String note) {}

  /**
   * One endpoint.
   *
   * @param hears what it hears of, in words
   * @param events their names; none when it hears of all
   * @param last what was sent to it last, or is to be
   * @param href its own page
   */
  record Row(
      String address,
      String description,
      String hears,
      List<String> events,
      State state,
      Optional<DeliveryRow> last,
      Instant createdAt,
      String href) {

    Row {
      events = List.copyOf(events);
    }
  }

  String heading() {
    return rows.size() == 1 ? "1 webhook" : rows.size() + " webhooks";
  }
}
