package com.integraci.appliance.events;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a team hears of its events.
 *
 * @param id its id
 * @param url where they are sent
 * @param description what the team says of it, up to 200 characters
 * @param events the actions it hears of; none means all
 * @param active whether anything is sent
 * @param reason why nothing is, when the appliance decided so
 * @param failingSince since when nothing gets through, if so
 * @param formerUntil until when the former secret signs as well, if it does
 * @param createdAt when it was made
 */
public record Webhook(
    UUID id,
    URI url,
    String description,
    List<String> events,
    boolean active,
    String reason,
    Optional<Instant> failingSince,
    Optional<Instant> formerUntil,
    Instant createdAt) {

  public Webhook {
    events = List.copyOf(events);
  }
}
