package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Which refusals of a caller are entries, and how many are only counted. */
final class RefusalCounts {

  static final int ENTRIES_MAX = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Callers remembered; beyond it every refusal is an entry. */
  private static final int CALLERS_MAX = 10_000;

  private final InstantSource clock;
  private final Map<Key, Window> windows = new HashMap<>();
  private boolean ended;

  RefusalCounts(InstantSource clock) {
    this.clock = clock;
  }

  private record Key(TenantId tenant, Actor actor) {}

  /** Refusals beyond the entries of a minute that is over, and the caller of the last of them. */
  record Over(Caller caller, long count) {}

  private static final class Window {
    private final Instant end;
    private Caller last;
    private long count;

    Window(Instant end, Caller last) {
      this.end = end;
      this.last = last;
    }
  }

  /** Counts a refusal; says whether it is an entry of its own. */
  synchronized boolean admit(Caller caller) {
    Instant now = clock.instant();
    var key = new Key(caller.tenant(), caller.actor());
    Window window = windows.get(key);
    if (window == null) {
      if (windows.size() >= CALLERS_MAX) {
        return true;
      }
      window = new Window(now.plus(WINDOW), caller);
      windows.put(key, window);
    }
    window.count++;
    window.last = caller;
    return window.count <= ENTRIES_MAX;
  }

  /** Takes the windows that are over; those with refusals beyond the entries are returned. */
  synchronized List<Over> over() {
    Instant now = clock.instant();
    List<Over> over = new ArrayList<>();
    for (Iterator<Window> all = windows.values().iterator(); all.hasNext(); ) {
      Window window = all.next();
      if (ended || !now.isBefore(window.end)) {
        all.remove();
        if (window.count > ENTRIES_MAX) {
          over.add(new Over(window.last, window.count - ENTRIES_MAX));
        }
      }
    }
    return over;
  }

  /** Every window is over from now on. */
  synchronized void end() {
    ended = true;
  }
}
