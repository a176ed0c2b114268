package com.integraci.appliance.bundles;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.trust.Trust;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs on a team's policy bundles. */
public final class Bundles {

  private static final System.Logger LOG = System.getLogger(Bundles.class.getName());

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Publishing publishing;
  private final Signatures signatures;
  private final ActiveBundles active;

  Bundles(Parts parts, Compiler compiler, Signatures signatures, ActiveBundles active) {
    this.database = parts.database();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.publishing = new Publishing(parts, compiler, signatures);
    this.signatures = signatures;
    this.active = active;
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
   * Publishes the rules for gates that come with the appliance, signed by the site.
   *
   * @throws com.integraci.appliance.failure.Limited when another is published at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox, or
   *     OpenBao does not answer
   */
  public Bundle publishShipped(Caller caller) {
    var permit = policy.authorize(caller, Action.BUNDLE_PUBLISH, of(UuidV7.next()));
    return publishing.publishShipped(permit);
  }

  /**
   * Says yes to a bundle as a second person.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when the caller published it, nobody replayed it, somebody said yes already,
   *     or its signature counts no more
   */
  public Bundle approve(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_APPROVE, of(id));
    requireIntact(permit);
    return database.inTenant(
        permit.tenant(),
        tx -> {
          BundleStore.alone(tx, permit);
          Signatures.requireTrusted(tx, permit);
          var bundle = one(tx, permit);
          if (bundle.published().by().equals(permit.actor().id())) {
            throw new Conflict("You published it, so somebody else has to approve it.");
          }
          if (bundle.state() == Bundle.State.TESTED) {
            throw new Conflict("Replay it first, so that you see what it would change.");
          }
          if (!BundleStore.approve(tx, permit)) {
            throw new Conflict("It is approved already.");
          }
          return done(tx, permit);
        });
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
    var permit = policy.authorize(caller, Action.BUNDLE_ACTIVATE, of(id));
    requireIntact(permit);
    var bundle = database.inTenant(permit.tenant(), tx -> one(tx, permit));
    ready(permit, bundle);
    return database.inTenant(
        permit.tenant(),
        tx -> {
          Signatures.requireTrusted(tx, permit);
          return activate(tx, permit, false);
        });
  }

  private Bundle activate(Tx tx, Permit permit, boolean returned) {
    BundleStore.alone(tx, permit);
    var bundle = one(tx, permit);
    switch (bundle.state()) {
      case TESTED, REPLAYED -> throw new Conflict("Somebody else has to approve it first.");
      case ACTIVE -> throw new Conflict("It is active already.");
      case APPROVED, SUPERSEDED -> {
        if (!returned && !bundle.freshlyReplayed()) {
          throw new Conflict("Its last replay is older than a day. Replay it again first.");
        }
        BundleStore.activate(tx, permit, bundle, returned);
      }
    }
    return done(tx, permit);
  }

  /**
   * Has the bundle decide again that was active before this one; once more, and this one does. It
   * may be signed by a key that was removed since.
   *
   * @throws Conflict when there was none
   */
  public Bundle rollBack(Caller caller, DecisionKind kind) {
    var permit = policy.authorize(caller, Action.BUNDLE_ROLLBACK, of(UuidV7.next()));
    var former =
        database.inTenant(
            permit.tenant(),
            tx -> {
              BundleStore.alone(tx, permit);
              var bundle =
                  BundleStore.former(tx, permit, kind)
                      .orElseThrow(() -> new Conflict("No bundle was active before."));
              var again = policy.authorize(caller, Action.BUNDLE_ROLLBACK, of(bundle.id()));
              Signatures.requireSigned(tx, again);
              return activate(tx, again, true);
            });
    try {
      ready(permit, former);
    } catch (Unavailable | Limited e) {
      // Nothing keeps anybody from rolling back; the first decision compiles it then.
      LOG.log(System.Logger.Level.WARNING, "not compiled yet: {0}", e.getMessage());
    }
    return former;
  }

  /** What is approved or activated is what was signed. */
  private void requireIntact(Permit permit) {
    var digest = database.inTenant(permit.tenant(), tx -> one(tx, permit)).digest();
    BundleStore.kept(database, permit.tenant(), HexFormat.of().parseHex(digest))
        .ifPresent(kept -> signatures.intact(permit.tenant(), digest, kept));
  }

  /** Compiles it before it is asked: the first decision does not wait for that. */
  private void ready(Permit permit, Bundle bundle) {
    if (bundle.approved().isPresent()) {
      active.of(permit.tenant(), HexFormat.of().parseHex(bundle.digest()));
    }
  }

  private Bundle done(Tx tx, Permit permit) {
    var bundle = one(tx, permit);
    append(tx, permit, bundle);
    return bundle;
  }

  private void append(Tx tx, Permit permit, Bundle bundle) {
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts(bundle)));
  }

  /** What entries say of a bundle. */
  static Map<String, String> facts(Bundle bundle) {
    return Map.of("name", bundle.name(), "version", bundle.version(), "digest", bundle.digest());
  }

  private static Bundle one(Tx tx, Permit permit) {
    return BundleStore.one(tx, permit).orElseThrow(Bundles::none);
  }

  private static Resource of(UUID id) {
    return new Resource("policy-bundle", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such bundle.");
  }
}
