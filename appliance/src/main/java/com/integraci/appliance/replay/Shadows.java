package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The verbs on shadows: to have a bundle decide in the shadow, to look at it, and to end that. */
public final class Shadows {

  private final ReplayFeature.Parts parts;

  Shadows(ReplayFeature.Parts parts) {
    this.parts = parts;
  }

  /**
   * Has a bundle decide in the shadow from now on: every decision of its kind that is logged, once
   * more, without counting.
   *
   * @throws NotFound when the team has no such bundle
   * @throws Conflict when it counts already, or the team has a shadow of its kind
   * @throws com.integraci.appliance.failure.Unavailable when it can't be compiled now
   */
  public Shadow start(Caller caller, UUID bundle) {
    var resource = new Resource("shadow", UuidV7.next());
    var permit = parts.policy().authorize(caller, Action.SHADOW_START, resource);
    var candidate =
        parts
            .database()
            .inTenant(permit.tenant(), tx -> ReplayStore.candidate(tx, permit, bundle))
            .orElseThrow(() -> new NotFound("Your team has no such bundle."));
    byte[] digest = HexFormat.of().parseHex(candidate.digest());
    if (parts.rules().of(permit.tenant(), digest).isEmpty()) {
      throw new Conflict("The bundle is not there any more.");
    }
    parts.database().inTenant(permit.tenant(), tx -> add(tx, permit, candidate));
    return one(permit);
  }

  private Permit add(Tx tx, Permit permit, Replay.Candidate candidate) {
    var since = Instant.now();
    if (!ShadowStore.add(tx, permit, candidate, since, LoggedDecisions.at(since))) {
      throw new Conflict(
          ShadowStore.followed(tx, permit, candidate.decision())
              ? "Another bundle decides in the shadow. End that first."
              : "It decides already, and not in the shadow.");
    }
    var facts = Map.of("bundle", candidate.digest());
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return permit;
  }

  /** The newest 50. */
  public List<Shadow> list(Caller caller) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = parts.policy().authorize(caller, Action.SHADOW_READ, tenant);
    return ShadowStore.all(parts.database(), permit);
  }

  /**
   * One.
   *
   * @throws NotFound when the team has none of that id
   */
  public Shadow read(Caller caller, UUID id) {
    return one(parts.policy().authorize(caller, Action.SHADOW_READ, of(id)));
  }

  /**
   * The decisions that come out differently, the newest first.
   *
   * @param before what the page comes after, {@link Replays#START} for the first
   * @param limit 1 to 100
   * @throws NotFound when the team has no shadow of that id
   */
  public ReplayChange.Page changes(
      Caller caller, UUID id, ReplayChange.Filter filter, UUID before, int limit) {
    var permit = parts.policy().authorize(caller, Action.SHADOW_READ, of(id));
    one(permit);
    var page = new ChangeStore.Page(filter, before, limit + 1);
    var found = ChangeStore.ofShadow(parts.database(), permit, page);
    return ReplayChange.Page.of(found, limit);
  }

  /**
   * Ends one; what it has counted stays.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it has ended
   */
  public Shadow end(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.SHADOW_END, of(id));
    one(permit);
    if (!parts.database().inTenant(permit.tenant(), tx -> end(parts, tx, permit))) {
      throw new Conflict("It has ended.");
    }
    return one(permit);
  }

  /** Ends it, with an entry of what it counted; whether it had not ended. */
  static boolean end(ReplayFeature.Parts parts, Tx tx, Permit permit) {
    boolean ended = ShadowStore.end(tx, permit);
    if (ended) {
      var shadow = ShadowStore.one(tx, permit).orElseThrow().shadow();
      parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts(shadow)));
    }
    return ended;
  }

  private static Map<String, String> facts(Shadow shadow) {
    var counts = shadow.counts();
    return Map.of(
        "bundle", shadow.bundle().digest(),
        "since", shadow.since().toString(),
        "unchanged", Long.toString(counts.unchanged()),
        "to_deny", Long.toString(counts.toDeny()),
        "to_allow", Long.toString(counts.toAllow()),
        "undecided", Long.toString(counts.undecided()));
  }

  private Shadow one(Permit permit) {
    return ShadowStore.one(parts.database(), permit)
        .map(ShadowStore.Followed::shadow)
        .orElseThrow(() -> new NotFound("Your team has no such shadow."));
  }

  private static Resource of(UUID id) {
    return new Resource("shadow", id);
  }
}
