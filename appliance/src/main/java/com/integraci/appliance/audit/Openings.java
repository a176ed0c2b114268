package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Who has the log open: looking again within ten minutes is the same opening. */
final class Openings {

  static final Duration WINDOW = Duration.ofMinutes(10);

  /** Readers remembered; beyond it a look may be an entry too many, never one too few. */
  private static final int READERS_MAX = 10_000;

  private final InstantSource clock;
  private final Map<Key, Instant> opened = new HashMap<>();

  Openings(InstantSource clock) {
    this.clock = clock;
  }

  private record Key(TenantId tenant, Actor actor) {}

  /** Whether the caller's look is a new opening, which must be an entry. */
  synchronized boolean isNew(Caller caller) {
    Instant at = opened.get(key(caller));
    return at == null || !clock.instant().isBefore(at.plus(WINDOW));
  }

  /** The opening's entry is committed. */
  synchronized void recorded(Caller caller) {
    Instant now = clock.instant();
    if (opened.size() >= READERS_MAX) {
      opened.values().removeIf(at -> !now.isBefore(at.plus(WINDOW)));
    }
    if (opened.size() < READERS_MAX) {
      opened.put(key(caller), now);
    }
  }

  private static Key key(Caller caller) {
    return new Key(caller.tenant(), caller.actor());
  }
}
