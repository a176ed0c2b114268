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
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs on a team's policy bundles. */
public final class Bundles {

  private static final System.Logger LOG = System.getLogger(Bundles.class.getName());
  private static final int BUNDLES_MAX = 200;

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Compiler compiler;
  private final ActiveBundles active;

  Bundles(Parts parts, Compiler compiler, ActiveBundles active) {
    this.database = parts.database();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.compiler = compiler;
    this.active = active;
  }

  /**
   * What bundles are kept with.
   *
   * @param database where they are
   * @param policy decides who may
   * @param audit takes the entries
   */
  public record Parts(Database database, Policy policy, AuditLog audit) {}

  /**
   * One bundle with what is in it.
   *
   * @param bundle what is known of it
   * @param content its rules, data and tests
   */
  public record Opened(Bundle bundle, PolicyBundle content) {}

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
    var archive = BundleStore.archive(database, permit.tenant(), digest).orElseThrow(Bundles::none);
    return new Opened(bundle, PolicyBundle.unpack(archive));
  }

  /**
   * Publishes a bundle: it is checked, tested by its own tests, and kept. The same bundle once more
   * is the one that is there.
   *
   * @param files contents by path; asked for when the caller may, and it is their turn
   * @throws com.integraci.appliance.failure.Invalid with everything that is wrong in it
   * @throws Conflict when another bundle has this name and version, or the team has too many
   * @throws com.integraci.appliance.failure.Limited when another is published at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  public Bundle publish(Caller caller, Supplier<Map<String, String>> files) {
    var permit = policy.authorize(caller, Action.BUNDLE_PUBLISH, of(UuidV7.next()));
    var bundle = compiler.tested(() -> PolicyBundle.of(files.get()));
    return database.inTenant(permit.tenant(), tx -> keep(tx, permit, bundle));
  }

  private Bundle keep(Tx tx, Permit permit, PolicyBundle bundle) {
    BundleStore.alone(tx, permit);
    var there = BundleStore.named(tx, permit, bundle);
    if (there.isPresent()) {
      if (there.get().digest().equals(bundle.digest())) {
        return there.get();
      }
      throw new Conflict(
          "Another bundle is called %s %s. Give this one another version."
              .formatted(bundle.manifest().name(), bundle.manifest().version()));
    }
    if (BundleStore.count(tx, permit) >= BUNDLES_MAX) {
      throw new Conflict("A team has %d bundles at most.".formatted(BUNDLES_MAX));
    }
    BundleStore.add(tx, permit, bundle);
    var kept = one(tx, permit);
    append(tx, permit, kept);
    return kept;
  }

  /**
   * Says yes to a bundle as a second person.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when the caller published it, nobody replayed it, or somebody said yes already
   */
  public Bundle approve(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_APPROVE, of(id));
    return database.inTenant(
        permit.tenant(),
        tx -> {
          BundleStore.alone(tx, permit);
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
   * @throws Conflict when nobody approved it, its last replay is older than a day, or it is active
   *     already
   * @throws com.integraci.appliance.failure.Unavailable when it can't be compiled now; the one that
   *     decided goes on
   */
  public Bundle activate(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.BUNDLE_ACTIVATE, of(id));
    var bundle = database.inTenant(permit.tenant(), tx -> one(tx, permit));
    ready(permit, bundle);
    return database.inTenant(permit.tenant(), tx -> activate(tx, permit, false));
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
   * Has the bundle decide again that was active before this one; once more, and this one does.
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
    var facts =
        Map.of("name", bundle.name(), "version", bundle.version(), "digest", bundle.digest());
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
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
