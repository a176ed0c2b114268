package com.integraci.appliance.bundles;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionKind;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;

/** The way of a bundle from its second person to the one that decides, and back. */
final class Activation {

  private static final System.Logger LOG = System.getLogger(Activation.class.getName());

  private final Database database;
  private final AuditLog audit;
  private final Signatures signatures;
  private final ActiveBundles active;

  Activation(Bundles.Parts parts, Signatures signatures, ActiveBundles active) {
    this.database = parts.database();
    this.audit = parts.audit();
    this.signatures = signatures;
    this.active = active;
  }

  /** A second person says yes to the permit's bundle. */
  Bundle approve(Permit permit) {
    requireIntact(permit);
    return database.inTenant(
        permit.tenant(),
        tx -> {
          BundleStore.alone(tx, permit);
          Signatures.requireTrusted(tx, permit);
          var bundle = Bundles.one(tx, permit);
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

  /** The permit's bundle decides, in place of the one that does. */
  Bundle activate(Permit permit) {
    requireIntact(permit);
    var bundle = database.inTenant(permit.tenant(), tx -> Bundles.one(tx, permit));
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
    var bundle = Bundles.one(tx, permit);
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
   * The bundle decides again that was active before.
   *
   * @param permit to roll back, before it is known to what
   * @param permits one for the bundle that it turns out to be
   */
  Bundle rollBack(Permit permit, DecisionKind kind, Function<UUID, Permit> permits) {
    var former =
        database.inTenant(
            permit.tenant(),
            tx -> {
              BundleStore.alone(tx, permit);
              var bundle = toLeaveOrTake(tx, permit, kind);
              var again = permits.apply(bundle.id());
              if (bundle.state() == Bundle.State.ACTIVE) {
                return retire(tx, again, bundle);
              }
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
    var digest = database.inTenant(permit.tenant(), tx -> Bundles.one(tx, permit)).digest();
    BundleStore.kept(database, permit.tenant(), HexFormat.of().parseHex(digest))
        .ifPresent(kept -> signatures.intact(permit.tenant(), digest, kept));
  }

  private static Bundle toLeaveOrTake(Tx tx, Permit permit, DecisionKind kind) {
    var former = BundleStore.former(tx, permit, kind);
    if (former.isEmpty() && kind == DecisionKind.ACTION_1) {
      former = BundleStore.current(tx, permit, kind);
    }
    return former.orElseThrow(() -> new Conflict("No bundle was active before."));
  }

  private Bundle retire(Tx tx, Permit permit, Bundle bundle) {
    BundleStore.supersede(tx, permit, bundle);
    return done(tx, permit);
  }

  /** Compiles it before it is asked: the first decision does not wait for that. */
  private void ready(Permit permit, Bundle bundle) {
    if (bundle.approved().isPresent()) {
      active.of(permit.tenant(), HexFormat.of().parseHex(bundle.digest()));
    }
  }

  private Bundle done(Tx tx, Permit permit) {
    var bundle = Bundles.one(tx, permit);
    append(tx, permit, bundle);
    return bundle;
  }

  private void append(Tx tx, Permit permit, Bundle bundle) {
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(Bundles.facts(bundle)));
  }
}
