package com.integraci.appliance.exemptions;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on exceptions from rules. No rule of a team decides on them, so that a bundle that
 * denies everything can be lived with until it is rolled back.
 */
public final class Exemptions {

  /** How far ahead one may expire. */
  public static final Duration LONGEST = Duration.ofDays(90);

  /** How many may be asked for or active in a team at once. */
  public static final int MAX = 200;

  private static final int LISTED_MAX = 500;
  private static final String PERSON = "A person asks for an exception, and one approves it.";

  /** As many as facts may name. */
  private static final int IN_FORCE_MAX = 50;

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Rules rules;

  /**
   * Exceptions over these.
   *
   * @param database where they are
   * @param policy decides who may
   * @param audit takes the entries
   * @param rules from which one may be made
   */
  public Exemptions(Database database, Policy policy, AuditLog audit, Rules rules) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
    this.rules = rules;
  }

  /** The team's: those that count or may count, the soonest to end first, then what is over. */
  public List<Exemption> list(Caller caller) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.EXCEPTION_LIST, tenant);
    return ExemptionStore.all(database, permit, LISTED_MAX);
  }

  /**
   * One of the team's.
   *
   * @throws NotFound when the team has none of that id
   */
  public Exemption find(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.EXCEPTION_LIST, of(id));
    return database
        .inTenant(permit.tenant(), tx -> ExemptionStore.one(tx, permit))
        .orElseThrow(Exemptions::none);
  }

  /**
   * Asks for one. It changes nothing until another person approves it.
   *
   * @throws Invalid when it would end in the past or too late, the active bundle has no such rule,
   *     or its owner is no person of the team
   * @throws Denied when a program asks
   * @throws Conflict when no bundle is active, or too many are asked for or active
   */
  public Exemption ask(Caller caller, ExemptionTerms terms) {
    var permit = policy.authorize(caller, Action.EXCEPTION_ASK, of(UuidV7.next()));
    permit.expectPerson(PERSON);
    terms.expectBounded(Instant.now());
    expectRule(permit.tenant(), terms.rule());
    return database.inTenant(permit.tenant(), tx -> add(tx, permit, terms));
  }

  private static void expectPerson(Tx tx, Permit permit, UUID owner) {
    if (!ExemptionStore.person(tx, permit.tenant(), owner)) {
      throw new Invalid("owner", "It is the id of a person of your team.");
    }
  }

  private Exemption add(Tx tx, Permit permit, ExemptionTerms terms) {
    if (ExemptionStore.open(tx, permit) >= MAX) {
      throw new Conflict(
          "%d exceptions are asked for or active in your team. End one first.".formatted(MAX));
    }
    terms.owner().ifPresent(owner -> expectPerson(tx, permit, owner));
    ExemptionStore.add(tx, permit, DecisionKind.GATE_1, terms);
    var added = ExemptionStore.one(tx, permit).orElseThrow();
    var event = AuditEvent.done(permit.resource()).with(added.facts());
    audit.append(tx, permit, event.withDetail(Map.of("reason", terms.reason())));
    return added;
  }

  /**
   * Approves one as a second person; it counts from the next decision.
   *
   * @throws NotFound when the team has none of that id
   * @throws Denied when a program approves
   * @throws Conflict when the caller asked for it, or it is approved or over already
   */
  public Exemption approve(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.EXCEPTION_APPROVE, of(id));
    permit.expectPerson(PERSON);
    return database.inTenant(
        permit.tenant(),
        tx -> {
          var found = ExemptionStore.locked(tx, permit).orElseThrow(Exemptions::none);
          expectOpen(found);
          if (found.approved().isPresent()) {
            throw new Conflict("It is approved already.");
          }
          if (found.asked().by().equals(permit.actor().id())) {
            throw new Conflict("You asked for it, so somebody else has to approve it.");
          }
          ExemptionStore.approve(tx, permit);
          return done(tx, permit);
        });
  }

  /**
   * Has somebody else answer for one from now on. It needs no second person: an owner is told, and
   * decides nothing.
   *
   * @throws NotFound when the team has none of that id
   * @throws Invalid when the new owner is no person of the team
   * @throws Conflict when they answer for it already, approved it, or it is over
   */
  public Exemption assign(Caller caller, UUID id, UUID owner) {
    var permit = policy.authorize(caller, Action.EXCEPTION_ASSIGN, of(id));
    return database.inTenant(
        permit.tenant(),
        tx -> {
          var found = ExemptionStore.locked(tx, permit).orElseThrow(Exemptions::none);
          expectOpen(found);
          expectPerson(tx, permit, owner);
          if (found.owner().equals(owner)) {
            throw new Conflict("They answer for it already.");
          }
          if (found.approved().filter(step -> step.by().equals(owner)).isPresent()) {
            throw new Conflict("They approved it, so somebody else has to answer for it.");
          }
          ExemptionStore.assign(tx, permit, owner);
          return done(tx, permit);
        });
  }

  /**
   * Ends one before its time, or turns down what is asked for; it counts from the next decision.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it is over already
   */
  public Exemption end(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.EXCEPTION_END, of(id));
    return database.inTenant(
        permit.tenant(),
        tx -> {
          expectOpen(ExemptionStore.locked(tx, permit).orElseThrow(Exemptions::none));
          ExemptionStore.end(tx, permit);
          return done(tx, permit);
        });
  }

  /** Those that count for each decision, in the order of their ids. */
  public List<List<Exemption.InForce>> inForce(
      TenantId tenant, DecisionKind kind, List<Exemption.Where> decided) {
    return ExemptionStore.inForce(database, tenant, kind, decided, IN_FORCE_MAX);
  }

  /**
   * Tells those behind exceptions that end soon, once of each.
   *
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   * @return of how many
   */
  public int remind(JobDatabase sweeps) {
    return new ExemptionReminder(database, policy, audit).remind(sweeps);
  }

  /** The routes. */
  public Routes routes() {
    return ExemptionRoutes.of(this);
  }

  private Exemption done(Tx tx, Permit permit) {
    var changed = ExemptionStore.one(tx, permit).orElseThrow();
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(changed.facts()));
    return changed;
  }

  private void expectRule(TenantId tenant, String rule) {
    var active =
        rules
            .active(tenant, DecisionKind.GATE_1)
            .orElseThrow(() -> new Conflict("No bundle is active, so there is no rule yet."));
    if (active.rules().stream().noneMatch(one -> one.id().equals(rule))) {
      throw new Invalid(
          "rule", "%s %s has no rule of this id.".formatted(active.name(), active.version()));
    }
  }

  private static void expectOpen(Exemption one) {
    switch (one.state(Instant.now())) {
      case EXPIRED -> throw new Conflict("Its time is over.");
      case ENDED -> throw new Conflict("It was ended already.");
      case ASKED, ACTIVE -> {
        // Something can still be done to it.
      }
    }
  }

  static Resource of(UUID id) {
    return new Resource("policy-exception", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such exception.");
  }
}
