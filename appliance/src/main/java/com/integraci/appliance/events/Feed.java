package com.integraci.appliance.events;

import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.broker.Outgoing;
import com.integraci.appliance.broker.StreamEnd;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One tenant's events on their way to its stream; for one thread at a time. The stream's own last
 * id says where to go on, and each event is taken only behind the one before it: so it does not
 * matter where this process, another one that does the same, or the broker dies. The place in
 * PostgreSQL says no more than whether there is anything to do.
 */
final class Feed {

  /** How often the stream's end may turn out to be elsewhere before that is a failure. */
  private static final int SURPRISES_MAX = 10;

  private final PublishParts parts;
  private final TenantId tenant;
  private final PublishStore store = new PublishStore();

  /** Where the stream ends, as far as that is known. */
  private Optional<StreamEnd> end = Optional.empty();

  /** Up to here everything is published, or no event. */
  private long reached;

  /** Whether to ask for the stream's end in any case; set from outside. */
  private volatile boolean look;

  private int surprises;

  /** How a run ended. */
  enum Result {
    /** Everything that was sealed is published. */
    DONE,
    /** The tenant is suspended, so its account is closed. */
    SUSPENDED,
    /** It was stopped. */
    STOPPED
  }

  private record Found(boolean suspended, EventReader.Batch batch) {}

  Feed(PublishParts parts, TenantId tenant) {
    this.parts = parts;
    this.tenant = tenant;
  }

  /** Has the next run compare with the stream even if there seems to be nothing to do. */
  void lookAtStream() {
    look = true;
  }

  /**
   * Publishes what is sealed.
   *
   * @throws Unavailable when that is not possible now
   */
  Result run(BooleanSupplier stopped) {
    try {
      while (!stopped.getAsBoolean()) {
        Found found = read();
        if (found.suspended()) {
          forget();
          return Result.SUSPENDED;
        }
        if (!went(found.batch())) {
          surprises = 0;
          return Result.DONE;
        }
      }
      return Result.STOPPED;
    } catch (RuntimeException e) {
      forget();
      throw e;
    }
  }

  /** Notes the place reached so far, and reads on from there, in one transaction. */
  private Found read() {
    var permit =
        parts.policy().system(tenant, UuidV7.next(), Action.EVENT_PUBLISH, Resource.tenant(tenant));
    return parts
        .database()
        .system()
        .inTenant(
            tenant,
            tx -> {
              var place = store.place(tx, tenant);
              if (reached > place.sequence()) {
                store.move(tx, permit, reached);
              }
              // After a power cut the stream may end before the place.
              long from = end.isPresent() ? reached : Math.max(reached, place.sequence());
              var wanted = parts.rules().all();
              var batch = EventReader.after(tx, tenant, from, wanted, SealedEntries.MAX);
              return new Found(place.suspended(), batch);
            });
  }

  /** Whether there was anything to do, so that there may be more. */
  private boolean went(EventReader.Batch batch) {
    if (end.isEmpty() && (look || !batch.events().isEmpty())) {
      StreamEnd found = parts.publisher().end(tenant);
      reached = sequence(found.lastId());
      end = Optional.of(found);
      look = false;
      return true;
    }
    if (batch.reached() <= reached) {
      return false;
    }
    if (!batch.events().isEmpty() && !published(batch.events())) {
      forget();
      return true;
    }
    reached = batch.reached();
    return true;
  }

  /** False when the stream does not end where it was thought to: another process publishes too. */
  private boolean published(List<Event> events) {
    StreamEnd before = end.orElseThrow();
    var outgoing = events.stream().filter(event -> wanted(before, event)).map(this::of).toList();
    if (outgoing.isEmpty()) {
      return true;
    }
    int stored = parts.publisher().publish(tenant, before, outgoing);
    parts.published().add(stored);
    if (stored < outgoing.size()) {
      surprises++;
      if (surprises > SURPRISES_MAX) {
        throw new IllegalStateException("the stream of " + tenant + " does not end as it says");
      }
      return false;
    }
    parts.probe().published();
    surprises = 0;
    end = Optional.of(before.after(stored, outgoing.getLast().id()));
    return true;
  }

  /** An empty stream gets what it would still keep, so nothing that it was rid of comes again. */
  private static boolean wanted(StreamEnd before, Event event) {
    boolean forever = before.keep().isZero();
    return !before.lastId().isEmpty()
        || forever
        || event.entry().at().isAfter(Instant.now().minus(before.keep()));
  }

  private Outgoing of(Event event) {
    byte[] body = Message.of(event).document().getBytes(StandardCharsets.UTF_8);
    return Outgoing.of(tenant, event.action(), event.id(), body);
  }

  /** The place of an event, by its id; 0 before the first. */
  private long sequence(String id) {
    if (id.isEmpty()) {
      return 0;
    }
    String prefix = tenant + "-";
    if (!id.startsWith(prefix)) {
      throw new IllegalStateException("the stream of " + tenant + " has an event that is not ours");
    }
    return Long.parseLong(id.substring(prefix.length()));
  }

  private void forget() {
    if (end.isPresent()) {
      look = true;
    }
    end = Optional.empty();
    reached = 0;
  }
}
