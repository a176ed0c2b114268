package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The verbs on replays: start one, look at it, and stop it. */
public final class Replays {

  /** Of how many days decisions are taken when nobody says. */
  public static final int DAYS = 30;

  /** The longest period, in days. */
  public static final int DAYS_MAX = 365;

  /** A run takes so many at most, the newest. */
  public static final int DECISIONS_MAX = 100_000;

  /** Before the newest. */
  public static final UUID START = new UUID(-1, -1);

  private final ReplayFeature.Parts parts;
  private final LoggedDecisions logged;
  private final ReplayRunner runner;

  Replays(ReplayFeature.Parts parts, ReplayRunner runner) {
    this.parts = parts;
    this.logged = new LoggedDecisions(parts.database());
    this.runner = runner;
  }

  /**
   * Has a bundle decide again on what was decided on in the last days; it runs in the background.
   *
   * @param days 1 to {@link #DAYS_MAX}
   * @throws NotFound when the team has no such bundle
   * @throws Conflict when a replay of the team's is running
   * @throws com.integraci.appliance.failure.Limited when others' are, on this machine
   */
  public Replay start(Caller caller, UUID bundle, int days) {
    var permit = permit(caller);
    var candidate = parts.database().inTenant(permit.tenant(), tx -> candidate(tx, permit, bundle));
    return start(permit, new Source.Published(candidate, parts.rules()), days);
  }

  /**
   * Has a draft do the same, as it is now. Nothing that is published counts as replayed by that.
   *
   * @param days 1 to {@link #DAYS_MAX}
   * @throws NotFound when the team has no such draft
   * @throws com.integraci.bundles.policy.BundleRefused with everything that keeps the draft from
   *     being compiled
   * @throws Conflict when a replay of the team's is running
   * @throws com.integraci.appliance.failure.Limited when others' are, on this machine, or another
   *     bundle is tested
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  public Replay startDraft(Caller caller, UUID draft, int days) {
    var permit = permit(caller);
    var drafted = parts.candidates().draft(permit, draft);
    var rules = parts.candidates().rules(drafted);
    return start(permit, new Source.Drafted(Replay.Candidate.of(drafted), rules), days);
  }

  private Permit permit(Caller caller) {
    return parts.policy().authorize(caller, Action.REPLAY_START, of(UuidV7.next()));
  }

  /** The run closes the source; one that does not begin has it closed here. */
  private Replay start(Permit permit, Source source, int days) {
    var candidate = source.candidate();
    var end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var period = new Period(kind(candidate), end.minus(Duration.ofDays(days)), end);
    try {
      long total = logged.count(permit, period, DECISIONS_MAX);
      runner.take();
      begin(permit, source, period, total);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    return ReplayStore.one(parts.database(), permit).orElseThrow(Replays::none);
  }

  private void begin(Permit permit, Source source, Period period, long total) {
    var id = permit.resource();
    try {
      parts
          .database()
          .inTenant(permit.tenant(), tx -> add(tx, permit, source.candidate(), period, total));
      var own = parts.policy().system(permit.tenant(), id.id(), Action.REPLAY_END, id);
      runner.start(own, source, period);
    } catch (RuntimeException e) {
      runner.release();
      throw e;
    }
  }

  private static Replay.Candidate candidate(Tx tx, Permit permit, UUID bundle) {
    return ReplayStore.candidate(tx, permit, bundle)
        .orElseThrow(() -> new NotFound("Your team has no such bundle."));
  }

  private static DecisionKind kind(Replay.Candidate candidate) {
    return DecisionKind.of(candidate.decision())
        .orElseThrow(
            () -> new Conflict("This release knows no decisions " + candidate.decision() + "."));
  }

  private Permit add(Tx tx, Permit permit, Replay.Candidate candidate, Period period, long total) {
    if (ReplayStore.running(tx, permit)) {
      throw new Conflict("A replay of your team's is running. Wait for its end, or cancel it.");
    }
    ReplayStore.add(tx, permit, candidate, period, total);
    var facts = new HashMap<>(candidate.facts());
    facts.put("from", period.from().toString());
    facts.put("to", period.to().toString());
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return permit;
  }

  /**
   * The newest 50, without their reports.
   *
   * @param of of this bundle, or this draft, alone
   */
  public List<Replay> list(Caller caller, Optional<UUID> of) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = parts.policy().authorize(caller, Action.REPLAY_READ, tenant);
    return ReplayStore.all(parts.database(), permit, of.map(UUID::toString).orElse(""));
  }

  /**
   * One with its report.
   *
   * @throws NotFound when the team has none of that id
   */
  public Replay read(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.REPLAY_READ, of(id));
    return ReplayStore.one(parts.database(), permit).orElseThrow(Replays::none);
  }

  /**
   * The decisions that come out differently, the newest first; none of a bundle's earlier run.
   *
   * @param before what the page comes after, {@link #START} for the first
   * @param limit 1 to 100
   * @throws NotFound when the team has no replay of that id
   */
  public ReplayChange.Page changes(
      Caller caller, UUID id, ReplayChange.Filter filter, UUID before, int limit) {
    var permit = parts.policy().authorize(caller, Action.REPLAY_READ, of(id));
    if (ReplayStore.one(parts.database(), permit).isEmpty()) {
      throw none();
    }
    var page = new ChangeStore.Page(filter, before, limit + 1);
    var found = ChangeStore.ofReplay(parts.database(), permit, page);
    return ReplayChange.Page.of(found, limit);
  }

  /**
   * Stops one; what it has counted is not kept.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it does not run
   */
  public Replay cancel(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.REPLAY_CANCEL, of(id));
    if (ReplayStore.one(parts.database(), permit).isEmpty()) {
      throw none();
    }
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              if (!ReplayStore.cancel(tx, permit)) {
                throw new Conflict("It does not run any more.");
              }
              parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
              return permit;
            });
    return ReplayStore.one(parts.database(), permit).orElseThrow(Replays::none);
  }

  private static Resource of(UUID id) {
    return new Resource("replay", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such replay.");
  }
}
