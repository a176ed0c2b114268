package com.integraci.appliance.notices;

import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Resource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What one member is told.
 *
 * @param id its id; a later one is greater
 * @param category what it is about
 * @param action what was done: {@code member.change}
 * @param resource on what
 * @param at when
 * @param readAt when the member read it, if so
 */
public record Notice(
    UUID id,
    NoticeRules.Category category,
    String action,
    Resource resource,
    Instant at,
    Optional<Instant> readAt) {

  public Notice {
    Objects.requireNonNull(id);
    Objects.requireNonNull(category);
    Objects.requireNonNull(action);
    Objects.requireNonNull(resource);
    Objects.requireNonNull(at);
  }

  /** What it says, in a sentence. */
  public String text() {
    return NoticeWords.of(action);
  }
}
