package com.integraci.appliance.bundles;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.ActionFacts;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.trust.Trust;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs on a team's policy bundles. */
public final class Bundles {

  private final Database database;
  private final Policy policy;
  private final Publishing publishing;
  private final Activation activation;

  Bundles(Parts parts, Compiler compiler, Signatures signatures, ActiveBundles active) {
    this.database = parts.database();
    this.policy = parts.policy();
    this.publishing = new Publishing(parts, compiler, signatures);
    this.activation = new Activation(parts, signatures, active);
  }

  /**
   * What bundles are kept with.
   *
   * @param database where they are
   * @param policy decides who may
   * @param audit takes the entries
   * @param trust says whose signatures count
   */
  public record Parts(Database database, Policy policy, AuditLog audit, Trust trust) {}

  /**
   * One bundle with what is in it.
   *
   * @param bundle what is known of it
   * @param content its rules, data and tests
   * @param signed who signed it; nobody when it is older than signatures
   */
  public record Opened(Bundle bundle, PolicyBundle content, Optional<Signed> signed) {}

  /** The team's bundles, by name, the newest first. */
  public List<Bundle> list(Caller caller) {
    var tenant = Resource.tenant(caller.tenant());
    return BundleStore.all(database, policy.authorize(caller, Action.BUNDLE_LIST, tenant));
  }

  /**
   * One bundle with what is in it.
   *
   * @throws NotFound when the team has none of that id
   */
  public Opened read(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_READ, of(id));
    var bundle = database.inTenant(permit.tenant(), tx -> one(tx, permit));
    byte[] digest = HexFormat.of().parseHex(bundle.digest());
    var kept = BundleStore.kept(database, permit.tenant(), digest).orElseThrow(Bundles::none);
    return new Opened(bundle, PolicyBundle.unpack(kept.archive()), kept.signed());
  }

  /**
   * Publishes a bundle: it is signed by a key that the team trusts, is checked, tested by its own
   * tests, and kept. The same bundle once more is the one that is there.
   *
   * @param files asked for when the caller may, and it is their turn
   * @throws com.integraci.appliance.failure.Invalid with everything that is wrong in it
   * @throws Conflict when another bundle has this name and version, or the team has too many
   * @throws com.integraci.appliance.failure.Limited when another is published at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  public Bundle publish(Caller caller, Supplier<SignedFiles> files) {
    var permit = policy.authorize(caller, Action.BUNDLE_PUBLISH, of(UuidV7.next()));
    return publishing.publish(permit, files);
  }

  /**
   * Publishes the rules that come with the appliance, signed by the site.
   *
   * @param kind those for gates, or those for actions
   * @throws com.integraci.appliance.failure.Limited when another is published at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox, or
   *     OpenBao does not answer
   */
  public Bundle publishShipped(Caller caller, DecisionKind kind) {
    var permit = policy.authorize(caller, Action.BUNDLE_PUBLISH, of(UuidV7.next()));
    return publishing.publishShipped(permit, ShippedBundle.of(kind));
  }

  /**
   * Says yes to a bundle as a second person.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when the caller published it, nobody replayed it, somebody said yes already,
   *     or its signature counts no more
   */
  public Bundle approve(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_APPROVE, of(id), () -> known(caller, id));
    permit.expectPerson("A person approves a bundle.");
    return activation.approve(permit);
  }

  /**
   * Has a bundle decide from now on, in place of the one that does.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when nobody approved it, its last replay is older than a day, it is active
   *     already, or its signature counts no more
   * @throws com.integraci.appliance.failure.Unavailable when it can't be compiled now; the one that
   *     decided goes on
   */
  public Bundle activate(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_ACTIVATE, of(id), () -> known(caller, id));
    return activation.activate(permit);
  }

  /**
   * Has the bundle decide again that was active before this one; once more, and this one does. It
   * may be signed by a key that was removed since. The first for actions makes room for none, so
   * that the floor alone decides; gates are never open.
   *
   * @throws Conflict when there was none
   */
  public Bundle rollBack(Caller caller, DecisionKind kind) {
    var permit = policy.authorize(caller, Action.BUNDLE_ROLLBACK, of(UuidV7.next()));
    return activation.rollBack(
        permit, kind, id -> policy.authorize(caller, Action.BUNDLE_ROLLBACK, of(id)));
  }

  private ActionFacts known(Caller caller, UUID id) {
    return BundleFacts.of(database, caller.tenant(), id);
  }

  /** What entries say of a bundle. */
  static Map<String, String> facts(Bundle bundle) {
    return Map.of("name", bundle.name(), "version", bundle.version(), "digest", bundle.digest());
  }

  static Bundle one(Tx tx, Permit permit) {
    return BundleStore.one(tx, permit).orElseThrow(Bundles::none);
  }

  private static Resource of(UUID id) {
    return new Resource("policy-bundle", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such bundle.");
  }
}
