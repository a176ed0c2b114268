package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Denied;
import com.integraci.bundles.policy.RuledActions;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/** Decides. The only place that makes a {@link Permit}. */
public final class Policy {

  private final Floor floor;
  private volatile DenialLog denials = DenialLog.NONE;
  private volatile TeamRules team = TeamRules.NONE;

  private Policy(Floor floor) {
    this.floor = floor;
  }

  /** The policy of the permission table that this release carries. */
  public static Policy load() {
    return new Policy(new Floor(Permissions.load()));
  }

  /** What decides first, and for good where it says no. */
  public Floor floor() {
    return floor;
  }

  /** Has decisions that are a no written down there from now on. */
  public void keepDenials(DenialLog log) {
    denials = log;
  }

  /** Has teams' own rules asked from now on. */
  public void askTeams(TeamRules rules) {
    team = rules;
  }

  /**
   * Lets a caller act in its own tenant. The permit has the decision, which is written down with
   * the first entry that is made by it; a decision that is a no is written down here, so that this
   * is not called in a transaction.
   *
   * @throws Denied when the table does not give the action to the caller's role, or the team's own
   *     rules deny it
   * @throws com.integraci.appliance.failure.Limited when too many denials wait to be written down
   * @throws com.integraci.appliance.failure.Unavailable when the team's rules can't be asked now
   */
  public Permit authorize(Caller caller, Action action, Resource resource) {
    return authorize(caller, action, resource, () -> ActionFacts.NONE);
  }

  /**
   * The same for an action of which there are facts.
   *
   * @param more asked for them when the table gives the action to the caller's role
   */
  public Permit authorize(
      Caller caller, Action action, Resource resource, Supplier<ActionFacts> more) {
    var at = Instant.now();
    var first = floor.judge(caller.role(), action);
    var known = first.allowed() ? more.get() : ActionFacts.NONE;
    var judgement =
        first.allowed() && RuledActions.asked(action.id())
            ? team.judge(caller.tenant(), ActionDecision.facts(caller, action, resource, at, known))
                .orElse(first)
            : first;
    var written = new Written(known);
    var decision =
        new ActionDecision(
            UuidV7.next(), caller, action, resource, floor.digest(), judgement, at, written);
    judgement
        .denial()
        .ifPresent(
            denial -> {
              denials.write(decision);
              throw denied(decision, denial);
            });
    return new Permit(decision);
  }

  private static Denied denied(ActionDecision decision, Judgement.Denial denial) {
    var action = decision.action().id();
    boolean byTeam = decision.byTeam();
    var message =
        byTeam
            ? denial.message()
            : "Your role does not allow %s. An owner of your team can change your role."
                .formatted(action);
    return new Denied(
        action, message, new Denied.Ruling(decision.id(), denial.rule(), denial.fix(), byTeam));
  }

  /** Whether the one role may do everything that the other may. */
  public boolean covers(Role wider, Role narrower) {
    return Arrays.stream(Action.values())
        .allMatch(action -> floor.allows(wider, action) || !floor.allows(narrower, action));
  }

  /** Whether a page may offer the action to the caller; the verb behind it decides again. */
  public boolean offers(Caller caller, Action action) {
    return floor.allows(caller.role(), action);
  }

  /**
   * Lets work that no person asks for in this moment act in one tenant.
   *
   * @param run the id of the workflow or of the job's run, named in entries as actor and request
   * @throws Denied when the table does not give the action to the system
   */
  public Permit system(TenantId tenant, UUID run, Action action, Resource resource) {
    if (!floor.allows(Role.SYSTEM, action)) {
      throw new Denied(action.id(), "No job of the appliance may do " + action.id() + ".");
    }
    return new Permit(tenant, run, action, resource);
  }
}
