package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import java.util.List;
import java.util.Set;

/** Reads a tenant's events, in its order, out of its sealed entries. */
final class EventReader {

  /** What a refused caller tried is for auditors. */
  private static final Set<String> OUTCOMES = Set.of("done", "failed");

  private static final String SLUG =
      """
      select slug from app.tenant where tenant_id = ?
      """;

  /**
   * What was found after a place.
   *
   * @param events in order; there may be none among the entries looked at
   * @param reached the place up to which was looked
   * @param more whether there were as many entries as were to be looked at
   */
  record Batch(List<Event> events, long reached, boolean more) {

    Batch {
      events = List.copyOf(events);
    }
  }

  private EventReader() {}

  /**
   * The events among the next entries.
   *
   * @param actions the actions that are wanted
   * @param entries how many entries to look at, 1 to {@link SealedEntries#MAX}
   */
  static Batch after(Tx tx, TenantId tenant, long sequence, Set<String> actions, int entries) {
    String slug = tx.first(SLUG, row -> row.text("slug"), tenant).orElse("");
    var found = SealedEntries.after(tx, tenant, sequence, entries);
    long reached = found.isEmpty() ? sequence : found.getLast().sequence();
    var events =
        found.stream()
            .filter(entry -> isEvent(entry, actions))
            .map(entry -> new Event(tenant, slug, entry))
            .toList();
    return new Batch(events, reached, found.size() == entries);
  }

  private static boolean isEvent(AuditPage.Entry entry, Set<String> actions) {
    return actions.contains(entry.action()) && OUTCOMES.contains(entry.outcome());
  }
}
