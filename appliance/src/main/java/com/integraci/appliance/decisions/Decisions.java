package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Trace;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs on decisions that were made. */
public final class Decisions {

  /** Before the newest. */
  public static final UUID START = new UUID(-1, -1);

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Rules rules;

  Decisions(Database database, Policy policy, AuditLog audit, Rules rules) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
    this.rules = rules;
  }

  /**
   * What came out when a decision was made again.
   *
   * @param same whether it is to the byte what it was
   * @param result what the rules find now, canonical JSON
   */
  public record Again(boolean same, String result) {}

  /**
   * The team's decisions, the newest first.
   *
   * @param before what the page comes after, {@link #START} for the first
   * @param limit 1 to 100
   */
  public DecisionPage list(Caller caller, DecisionFilter filter, UUID before, int limit) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.DECISION_LIST, tenant);
    return page(DecisionStore.page(database, permit, filter, before, limit + 1), limit);
  }

  /**
   * The team's decisions that a rule made a no, the newest first.
   *
   * @param before what the page comes after, {@link #START} for the first
   * @param limit 1 to 100
   */
  public DecisionPage denied(Caller caller, DeniedBy by, UUID before, int limit) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.DECISION_LIST, tenant);
    boolean none = by.filter().allowed().orElse(false);
    return none
        ? page(List.of(), limit)
        : page(DenialStore.page(database, permit, by, before, limit + 1), limit);
  }

  private static DecisionPage page(List<Decision> found, int limit) {
    if (found.size() <= limit) {
      return new DecisionPage(found, Optional.empty());
    }
    var page = found.subList(0, limit);
    return new DecisionPage(page, Optional.of(page.getLast().id()));
  }

  /** How many of the team's decisions were a yes and a no of late. */
  public DecisionSummary summary(Caller caller, DecisionSummary.Asked asked) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.DECISION_LIST, tenant);
    return SummaryStore.summary(database, permit, asked, Instant.now());
  }

  /**
   * The rules of a bundle that the team has.
   *
   * @param digest the bundle's, in hexadecimal
   * @throws NotFound when the team has no such bundle
   */
  List<String> rulesOf(Caller caller, String digest) {
    policy.authorize(caller, Action.DECISION_LIST, Resource.tenant(caller.tenant()));
    var found = rules.manifest(caller.tenant(), digest);
    if (found.isEmpty()) {
      throw new NotFound("Your team has no such bundle.");
    }
    return found.stream().map(Rule::id).toList();
  }

  /**
   * One decision with its facts and findings.
   *
   * @throws NotFound when the team has none of that id
   */
  public Decision read(Caller caller, UUID id) {
    return one(policy.authorize(caller, Action.DECISION_READ, of(id)));
  }

  /**
   * Makes a decision again, by the bundle and the facts of then, and tells whether it is the same.
   * Nothing is written: the decision stays what it is.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when its facts were erased, no rules made it, or its bundle is not there
   */
  public Again replay(Caller caller, UUID id) {
    var decision = one(policy.authorize(caller, Action.DECISION_REPLAY, of(id)));
    var facts = facts(decision);
    var ruling = rules.of(caller.tenant(), digest(decision)).orElseThrow(Decisions::noBundle);
    var outcome = Gates.outcome(ruling, facts);
    boolean same =
        outcome.allowed() == decision.allowed()
            && outcome.reason().word().equals(decision.reason())
            && outcome.result().equals(decision.result());
    return new Again(same, outcome.result());
  }

  /**
   * Tells how a rule came out as it does for the facts of a decision, by the bundle of then: which
   * expressions held, and what the values were that they use. Nothing is written.
   *
   * @param rule the rule's id
   * @throws NotFound when the team has no decision of that id, or its bundle no such rule
   * @throws Conflict as of {@link #replay}, or when the rule can't be looked into
   * @throws com.integraci.appliance.failure.Limited when a bundle is published or tried
   * @throws com.integraci.appliance.failure.Unavailable when nothing can be compiled now
   */
  public Trace trace(Caller caller, UUID id, String rule) {
    var decision = one(policy.authorize(caller, Action.DECISION_REPLAY, of(id)));
    var facts = facts(decision);
    byte[] digest = digest(decision);
    var ruling = rules.of(caller.tenant(), digest).orElseThrow(Decisions::noBundle);
    if (ruling.rules().stream().map(Rule::id).noneMatch(rule::equals)) {
      throw new NotFound("The bundle that decided has no such rule.");
    }
    try {
      return rules.trace(caller.tenant(), digest, rule, facts).orElseThrow(Decisions::noBundle);
    } catch (BundleRefused e) {
      throw new Conflict("This rule can't be looked into: " + e.problems().getFirst());
    }
  }

  private static JsonNode facts(Decision decision) {
    return JsonMapper.shared()
        .readTree(
            decision
                .input()
                .orElseThrow(() -> new Conflict("The facts of this decision were erased.")));
  }

  private static byte[] digest(Decision decision) {
    return decision
        .bundle()
        .map(bundle -> HexFormat.of().parseHex(bundle.digest()))
        .orElseThrow(() -> new Conflict("No bundle was active, so there is nothing to run."));
  }

  private static Conflict noBundle() {
    return new Conflict("The bundle that decided is not there any more.");
  }

  /**
   * Erases what was decided on, and details that rules made of it; their hashes stay, which say
   * nothing without their salt, and so does the decision. Erased already is no matter.
   *
   * @throws NotFound when the team has none of that id
   */
  public void erase(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.DECISION_ERASE, of(id));
    database.inTenant(
        permit.tenant(),
        tx -> {
          if (!DecisionStore.erase(tx, permit)) {
            throw none();
          }
          audit.append(tx, permit, AuditEvent.done(permit.resource()));
          return permit;
        });
  }

  private Decision one(Permit permit) {
    return DecisionStore.one(database, permit).orElseThrow(Decisions::none);
  }

  private static Resource of(UUID id) {
    return new Resource("decision", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such decision.");
  }
}
