package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.SignedFiles;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.bundles.policy.DecisionKind;
import java.util.List;
import java.util.UUID;

/**
 * What somebody does to a team's policies, each in a team of its own in which one bundle is active
 * and one replayed.
 */
enum PolicyStep {
  /** A draft, with the signature that was made of it elsewhere. */
  PUBLISH(
      "bundle.publish",
      "select bundle_id from app.policy_bundle where tenant_id = :team and version = '3.0.0'",
      Again.NOTHING_MORE,
      (shop, owner, given) -> {
        var draft = shop.bundles.drafts().list(owner).getFirst();
        return () -> {
          var files = shop.bundles.drafts().read(owner, draft.id()).files();
          shop.bundles.bundles().publish(owner, () -> new SignedFiles(files, given.envelope()));
        };
      }),

  APPROVE(
      "bundle.approve",
      "select bundle_id from app.policy_bundle where tenant_id = :team and state = 'approved'",
      Again.REFUSED,
      (shop, owner, _) -> {
        var bundle = bundle(shop, owner, "2.0.0");
        return () -> shop.bundles.bundles().approve(owner, bundle.id());
      }),

  ACTIVATE(
      "bundle.activate",
      """
      select bundle_id from app.policy_bundle
      where tenant_id = :team and state = 'active' and version = '2.0.0'
        and (select state from app.policy_bundle b
             where b.tenant_id = policy_bundle.tenant_id and version = '1.0.0') = 'superseded'
      """,
      Again.REFUSED,
      (shop, owner, _) -> {
        var bundle = bundle(shop, owner, "2.0.0");
        return () -> shop.bundles.bundles().activate(owner, bundle.id());
      }),

  ROLL_BACK(
      "bundle.rollback",
      "select bundle_id from app.policy_bundle where tenant_id = :team and returned",
      Again.ONE_MORE,
      (shop, owner, _) -> {
        bundle(shop, owner, "2.0.0");
        return () -> shop.bundles.bundles().rollBack(owner, DecisionKind.GATE_1);
      }),

  ADD_KEY(
      "trust.add",
      "select trusted_key_id from app.trusted_key where tenant_id = :team",
      Again.REFUSED,
      (shop, owner, given) -> {
        shop.trust.keys().list(owner);
        var key = AddKey.read("next", given.key(), new KnownKey.Purposes(true, true));
        return () -> shop.trust.keys().add(owner, key);
      }),

  REMOVE_KEY(
      "trust.remove",
      "select trusted_key_id from app.trusted_key where tenant_id = :team and removed_at is not"
          + " null",
      Again.REFUSED,
      (shop, owner, _) -> {
        var key = shop.trust.keys().list(owner).getFirst();
        return () -> shop.trust.keys().remove(owner, key.id());
      }),

  ASK(
      "exception.ask",
      "select exception_id from app.policy_exception where tenant_id = :team",
      Again.ONE_MORE,
      (shop, owner, _) -> {
        shop.deciding.exemptions().list(owner);
        return () -> shop.deciding.exemptions().ask(owner, terms());
      }),

  APPROVE_EXCEPTION(
      "exception.approve",
      "select exception_id from app.policy_exception where tenant_id = :team and approved_at is not"
          + " null",
      Again.REFUSED,
      (shop, owner, _) -> {
        var one = shop.deciding.exemptions().list(owner).getFirst();
        return () -> shop.deciding.exemptions().approve(owner, one.id());
      }),

  HAND_OVER(
      "exception.assign",
      "select exception_id from app.policy_exception where tenant_id = :team and owner is not null",
      Again.REFUSED,
      (shop, owner, _) -> {
        var one = shop.deciding.exemptions().list(owner).getFirst();
        return () -> shop.deciding.exemptions().assign(owner, one.id(), Given.HEIR);
      }),

  END_EXCEPTION(
      "exception.end",
      "select exception_id from app.policy_exception where tenant_id = :team and ended_at is not"
          + " null",
      Again.REFUSED,
      (shop, owner, _) -> {
        var one = shop.deciding.exemptions().list(owner).getFirst();
        return () -> shop.deciding.exemptions().end(owner, one.id());
      }),

  BEGIN_DRAFT(
      "bundle.write",
      "select draft_id from app.policy_draft where tenant_id = :team",
      Again.REFUSED,
      (shop, owner, _) -> {
        shop.bundles.drafts().list(owner);
        return () -> shop.bundles.drafts().begin(owner, "acme-next", BundleDrafts.From.TWO);
      }),

  SAVE_DRAFT(
      "bundle.write",
      "select draft_id from app.policy_draft, generate_series(1, version) where tenant_id = :team",
      Again.REFUSED,
      (shop, owner, _) -> {
        var draft = shop.bundles.drafts().list(owner).getFirst();
        return () -> shop.bundles.drafts().write(owner, draft.id(), 1, "data.json", "{}");
      }),

  START_SHADOW(
      "shadow.start",
      "select shadow_id from app.shadow where tenant_id = :team",
      Again.REFUSED,
      (shop, owner, _) -> {
        var bundle = bundle(shop, owner, "2.0.0");
        return () -> shop.replaying.shadows().start(owner, bundle.id());
      }),

  END_SHADOW(
      "shadow.end",
      "select shadow_id from app.shadow where tenant_id = :team and ended_at is not null",
      Again.REFUSED,
      (shop, owner, _) -> {
        var shadow = shop.replaying.shadows().list(owner).getFirst();
        return () -> shop.replaying.shadows().end(owner, shadow.id());
      });

  /** What the same call does to what was done already. */
  enum Again {
    REFUSED,
    NOTHING_MORE,
    ONE_MORE
  }

  /**
   * What is made elsewhere.
   *
   * @param envelope the signature of the team's draft
   * @param key a public key (PEM) that the team does not trust yet
   */
  record Given(String envelope, String key) {

    /** Who comes to answer for an exception, in every process. */
    static final UUID HEIR = UUID.fromString("01900000-0000-7000-8000-0000000000e1");
  }

  /** What somebody is about to do. */
  @FunctionalInterface
  interface Call {
    /** Reads what it needs to know, over a connection that stays. */
    Runnable of(PolicyShop shop, Caller owner, Given given);
  }

  final String action;
  final String done;
  final Again again;

  @SuppressWarnings("ImmutableEnumChecker") // Each captures nothing.
  private final Call call;

  /**
   * A step.
   *
   * @param action what its entry says was done
   * @param done the ids of all to which it was done in {@code :team}
   */
  PolicyStep(String action, String done, Again again, Call call) {
    this.action = action;
    this.done = done;
    this.again = again;
    this.call = call;
  }

  /** The call, ready to be made: what it needs to know is read, over a connection that stays. */
  Runnable call(PolicyShop shop, Caller owner, Given given) {
    return call.of(shop, owner, given);
  }

  /** The ids of all to which it was done, in their order. */
  String done(TenantId team) {
    return "select * from (" + done.replace(":team", "'" + team + "'") + ") as d order by 1";
  }

  /** Another one each time, so never who asked or published. */
  static Caller owner(TenantId team) {
    return caller(team, Role.OWNER);
  }

  static Caller caller(TenantId team, Role role) {
    return new Caller(team, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }

  static ExemptionTerms terms() {
    return Desk.terms("tests_passed", "shop");
  }

  static Bundle bundle(PolicyShop shop, Caller owner, String version) {
    return bundle(shop.bundles.bundles().list(owner), version);
  }

  static Bundle bundle(List<Bundle> all, String version) {
    return all.stream().filter(one -> one.version().equals(version)).findFirst().orElseThrow();
  }
}
