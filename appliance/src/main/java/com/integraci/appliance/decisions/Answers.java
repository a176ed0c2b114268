package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionKind;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs that ask rules what they say to given facts. Nothing is decided by them. */
public final class Answers {

  private final Policy policy;
  private final Rules rules;
  private final Candidates candidates;

  /**
   * Of these rules.
   *
   * @param policy decides who may ask
   * @param rules of bundles that were published
   * @param candidates what is asked
   */
  public Answers(Policy policy, Rules rules, Candidates candidates) {
    this.policy = policy;
    this.rules = rules;
    this.candidates = candidates;
  }

  /**
   * Asks a bundle of the team's, whether it is active or not.
   *
   * @param facts all facts of the bundle's kind of decision, JSON; asked for when the caller may
   * @throws com.integraci.appliance.failure.NotFound when the team has none of that id
   * @throws com.integraci.appliance.failure.Invalid with every place where facts break the schema
   * @throws com.integraci.appliance.failure.Unavailable when it can't be compiled now
   */
  public Answer byBundle(Caller caller, UUID id, Supplier<byte[]> facts) {
    var resource = new Resource("policy-bundle", id);
    var permit = policy.authorize(caller, Action.BUNDLE_TRY, resource);
    var bundle = candidates.bundle(permit);
    var kind =
        DecisionKind.of(bundle.decision())
            .orElseThrow(
                () -> new Conflict("This release knows no decisions " + bundle.decision() + "."));
    var read = Facts.read(kind, facts.get());
    var ruling =
        rules
            .of(permit.tenant(), HexFormat.of().parseHex(bundle.digest()))
            .orElseThrow(() -> new Conflict("The bundle is not there any more."));
    return Answer.of(kind, ruling, read);
  }

  /**
   * Asks a draft as it is now, whether its tests hold or not.
   *
   * @param facts as of {@link #byBundle}
   * @throws com.integraci.appliance.failure.NotFound when the team has none of that id
   * @throws com.integraci.bundles.policy.BundleRefused with everything that keeps the draft from
   *     being compiled
   * @throws com.integraci.appliance.failure.Invalid with every place where facts break the schema
   * @throws com.integraci.appliance.failure.Limited when another bundle is tested at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  public Answer byDraft(Caller caller, UUID id, Supplier<byte[]> facts) {
    var permit = policy.authorize(caller, Action.BUNDLE_TRY, new Resource("policy-draft", id));
    var drafted = candidates.draft(permit, id);
    var read = Facts.read(drafted.kind(), facts.get());
    var ruling = candidates.rules(drafted);
    try (var _ = ruling.evaluator()) {
      return Answer.of(drafted.kind(), ruling, read);
    }
  }
}
