package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By what a team's gates decide in this moment. It is asked of PostgreSQL for each decision, so
 * that whoever changed it has changed it; those who come while it is being asked share the next
 * answer, which is read after all of them came.
 */
final class Standings {

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final Rules rules;
  private final Exemptions exemptions;
  private final Map<TenantId, Batches<Asked>> batches = new ConcurrentHashMap<>();

  /**
   * Standings of these.
   *
   * @param rules that are active
   * @param exemptions from them
   */
  Standings(Rules rules, Exemptions exemptions) {
    this.rules = rules;
    this.exemptions = exemptions;
  }

  /**
   * What holds for one decision.
   *
   * @param active the rules; nothing when no bundle is active
   * @param exceptions that count for it, in the order of their ids
   */
  record Standing(Optional<Rules.Ruling> active, List<Exemption.InForce> exceptions) {}

  /** Somebody who asks, and the answer once there is one. */
  private static final class Asked {

    private final Exemption.Where where;
    private Standing answer;

    private Asked(Exemption.Where where) {
      this.where = where;
    }
  }

  /**
   * What holds for a decision of {@code gate-1}.
   *
   * @param at when it is decided
   * @throws com.integraci.appliance.failure.Limited when too many of the team's wait
   * @throws com.integraci.appliance.failure.Unavailable when it takes too long
   */
  Standing of(TenantId tenant, DecisionRecord.About about, Instant at) {
    var mine = new Asked(new Exemption.Where(about.service(), about.environment(), at));
    batches
        .computeIfAbsent(tenant, _ -> new Batches<>(WAIT_MAX, _ -> 1))
        .run(mine, all -> answer(tenant, all));
    return mine.answer;
  }

  private void answer(TenantId tenant, List<Asked> all) {
    var where = all.stream().map(asked -> asked.where).toList();
    var exceptions = exemptions.inForce(tenant, DecisionKind.GATE_1, where);
    var active = rules.active(tenant, DecisionKind.GATE_1);
    for (int place = 0; place < all.size(); place++) {
      all.get(place).answer = new Standing(active, exceptions.get(place));
    }
  }
}
