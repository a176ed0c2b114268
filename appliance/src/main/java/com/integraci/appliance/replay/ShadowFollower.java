package com.integraci.appliance.replay;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.ReplayReport.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Follows the log for each shadow: has its bundle decide again on what was logged since, a page at
 * a time. It stays a moment behind, in which decisions that were made are written down; ids are in
 * the order in which they were made.
 */
final class ShadowFollower {

  /** Longer than anything waits between having its id and being committed. */
  static final Duration BEHIND = Duration.ofSeconds(60);

  private static final int SHADOWS_MAX = 50;

  private static final Duration TURN = Duration.ofSeconds(2);

  /** No more changes are kept of a shadow; they are counted. */
  private static final long CHANGES_MAX = 10_000;

  private static final String NEXT =
      """
      select tenant_id, shadow_id from app.shadow
      where ended_at is null and (tenant_id, shadow_id) > (?, ?)
      order by tenant_id, shadow_id limit ?
      """;

  private static final System.Logger LOG = System.getLogger(ShadowFollower.class.getName());

  private final ReplayFeature.Parts parts;
  private final Database database;
  private final LoggedDecisions logged;
  private final JobDatabase sweeps;
  private final Duration behind;
  private final Counter counted;
  private Followed last = Followed.NONE;

  private record Followed(TenantId tenant, UUID shadow) {
    private static final Followed NONE = new Followed(new TenantId(new UUID(0, 0)), new UUID(0, 0));
  }

  /**
   * A follower.
   *
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   * @param behind how long a decision has to be there
   */
  ShadowFollower(ReplayFeature.Parts parts, JobDatabase sweeps, Duration behind) {
    this.parts = parts;
    this.database = parts.database().system();
    this.logged = new LoggedDecisions(database);
    this.sweeps = sweeps;
    this.behind = behind;
    this.counted =
        parts
            .metrics()
            .counter(
                "integraci_shadow_decisions_total",
                "Decisions that bundles made in the shadow, by what they would have changed.",
                "change");
  }

  /** Goes on with up to 50 shadows, a page each; returns how many decisions that were. */
  int follow() {
    var next =
        sweeps.claim(
            tx ->
                tx.query(
                    NEXT,
                    row -> new Followed(new TenantId(row.uuid("tenant_id")), row.uuid("shadow_id")),
                    last.tenant(),
                    last.shadow(),
                    SHADOWS_MAX));
    last = next.size() < SHADOWS_MAX ? Followed.NONE : next.getLast();
    return next.stream().mapToInt(this::tried).sum();
  }

  /** One that can't go on holds up no other. */
  private int tried(Followed one) {
    try {
      return follow(one);
    } catch (Failure e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "shadow " + one.shadow() + " can't go on now: " + e.getMessage());
      return 0;
    }
  }

  private int follow(Followed one) {
    var resource = new Resource("shadow", one.shadow());
    var permit = parts.policy().system(one.tenant(), UuidV7.next(), Action.SHADOW_END, resource);
    var there = ShadowStore.one(database, permit);
    if (there.isEmpty()) {
      return 0;
    }
    if (there.get().active()) {
      database.inTenant(one.tenant(), tx -> Shadows.end(parts, tx, permit));
      return 1;
    }
    var until = LoggedDecisions.at(Instant.now().minus(behind));
    var shadow = there.get().shadow();
    var page = logged.after(permit, shadow.bundle().decision(), there.get().seen(), until);
    return page.isEmpty() ? 0 : decide(permit, there.get(), page);
  }

  private int decide(Permit permit, ShadowStore.Followed followed, List<Decision> page) {
    var shadow = followed.shadow();
    var digest = HexFormat.of().parseHex(shadow.bundle().digest());
    var rules = parts.rules().of(permit.tenant(), digest);
    if (rules.isEmpty()) {
      return 0;
    }
    var tried = tried(page, rules.get());
    var counts = new EnumMap<Change, Integer>(Change.class);
    tried.forEach(one -> counts.merge(one.change(), 1, Integer::sum));
    long room = Math.max(0, CHANGES_MAX - shadow.counts().changed());
    var changed = tried.stream().filter(Tried::changed).limit(room).toList();
    boolean first =
        database.inTenant(
            permit.tenant(),
            tx -> {
              boolean own =
                  ShadowStore.goOn(
                      tx, permit, followed.seen(), tried.getLast().decision(), counts(counts));
              if (own) {
                ChangeStore.addToShadow(tx, permit, changed);
              }
              return own;
            });
    if (first) {
      counts.forEach((change, many) -> counted.add(many, change.word()));
    }
    return tried.size();
  }

  /** As many as its turn allows: rules that come to no end hold up others no longer. */
  private static List<Tried> tried(List<Decision> page, Rules.Ruling rules) {
    long end = System.nanoTime() + TURN.toNanos();
    var tried = new ArrayList<Tried>();
    for (var made : page) {
      if (!tried.isEmpty() && System.nanoTime() > end) {
        break;
      }
      tried.add(Tried.of(made, rules));
    }
    return tried;
  }

  private static Shadow.Counts counts(Map<Change, Integer> counts) {
    return new Shadow.Counts(
        counts.getOrDefault(Change.UNCHANGED, 0),
        counts.getOrDefault(Change.TO_DENY, 0),
        counts.getOrDefault(Change.TO_ALLOW, 0),
        counts.getOrDefault(Change.UNDECIDED, 0));
  }
}
