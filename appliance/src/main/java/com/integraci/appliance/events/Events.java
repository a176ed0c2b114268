package com.integraci.appliance.events;

import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.List;

/** Lets a client that was away catch up: the same events, over HTTP. */
public final class Events {

  /** How many events a page has at most. */
  public static final int PAGE_MAX = 200;

  private final Database database;
  private final Policy policy;
  private final EventRules rules;

  /** Events of callers' tenants, as far as the rules let their roles hear of them. */
  public Events(Database database, Policy policy, EventRules rules) {
    this.database = database;
    this.policy = policy;
    this.rules = rules;
  }

  /**
   * Events of the caller's tenant that its role may hear of, after a cursor.
   *
   * @param after the cursor, 0 for the first event of all
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public EventPage list(Caller caller, long after, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page of " + limit);
    }
    Permit permit = policy.authorize(caller, Action.EVENT_READ, Resource.tenant(caller.tenant()));
    var heard = rules.heardBy(caller.role());
    var batch =
        database.inTenant(
            permit.tenant(),
            tx -> EventReader.after(tx, permit.tenant(), after, heard, SealedEntries.MAX));
    return page(batch, limit);
  }

  private static EventPage page(EventReader.Batch batch, int limit) {
    List<Event> events = batch.events();
    if (events.size() <= limit) {
      return new EventPage(
          events.stream().map(Event::document).toList(), batch.reached(), batch.more());
    }
    var first = events.subList(0, limit);
    return new EventPage(
        first.stream().map(Event::document).toList(), first.getLast().sequence(), true);
  }
}
