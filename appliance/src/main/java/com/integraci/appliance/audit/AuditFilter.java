package com.integraci.appliance.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries to list, the newest first.
 *
 * @param before only entries with a smaller sequence: the cursor of the page before
 * @param limit entries of a page, 1 to {@value #LIMIT_MAX}
 * @param action only this action, {@code secret.put}
 * @param actor only by this actor
 * @param from not before
 * @param to before
 */
public record AuditFilter(
    Optional<Long> before,
    int limit,
    Optional<String> action,
    Optional<UUID> actor,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** The most entries of a page. */
  public static final int LIMIT_MAX = 200;

  public AuditFilter {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " entries");
    }
  }

  /** The newest entries of all. */
  public static AuditFilter newest(int limit) {
    return new AuditFilter(
        Optional.empty(),
        limit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
