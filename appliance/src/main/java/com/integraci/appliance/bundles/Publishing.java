package com.integraci.appliance.bundles;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes bundles in: those that somebody who is trusted signed, that are whole and pass. */
final class Publishing {

  private static final int BUNDLES_MAX = 200;

  private final Database database;
  private final AuditLog audit;
  private final Compiler compiler;
  private final Signatures signatures;

  Publishing(Bundles.Parts parts, Compiler compiler, Signatures signatures) {
    this.database = parts.database();
    this.audit = parts.audit();
    this.compiler = compiler;
    this.signatures = signatures;
  }

  /** A bundle and who signed it. */
  private record Vetted(PolicyBundle bundle, Signed signed) {}

  /** One of a team's own. What nobody signed who is trusted is not looked into any further. */
  Bundle publish(Permit permit, Supplier<SignedFiles> files) {
    // Whoever sends them slowly holds up nobody else.
    var sent = files.get();
    return keep(permit, compiler.tested(() -> vetted(permit, sent), Vetted::bundle));
  }

  private Vetted vetted(Permit permit, SignedFiles sent) {
    var bundle = PolicyBundle.of(sent.files());
    return new Vetted(bundle, signatures.team(permit.tenant(), bundle, sent.signature()));
  }

  /** One that comes with the appliance; if it is there it is not tested again. */
  Bundle publishShipped(Permit permit, PolicyBundle bundle) {
    return database
        .inTenant(permit.tenant(), tx -> same(tx, permit, bundle))
        .orElseGet(
            () -> {
              var vetted = new Vetted(bundle, signatures.site(bundle));
              return keep(permit, compiler.tested(() -> vetted, Vetted::bundle));
            });
  }

  private Bundle keep(Permit permit, Passed<Vetted> passed) {
    return database.inTenant(permit.tenant(), tx -> keep(tx, permit, passed));
  }

  private Bundle keep(Tx tx, Permit permit, Passed<Vetted> passed) {
    var bundle = passed.read().bundle();
    var signed = passed.read().signed();
    BundleStore.alone(tx, permit);
    var there = same(tx, permit, bundle);
    if (there.isPresent()) {
      return there.get();
    }
    if (BundleStore.count(tx, permit) >= BUNDLES_MAX) {
      throw new Conflict("A team has %d bundles at most.".formatted(BUNDLES_MAX));
    }
    BundleStore.add(tx, permit, bundle, signed, Covered.of(passed.report().lines()));
    // Testing took a while, in which the key may have been removed.
    Signatures.requireTrusted(tx, permit);
    var kept = BundleStore.one(tx, permit).orElseThrow();
    var facts = new HashMap<>(Bundles.facts(kept));
    facts.put("signed_by", signed.by());
    facts.put("key", signed.signer().id());
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return kept;
  }

  /** The same bundle, if the team has it. */
  private static Optional<Bundle> same(Tx tx, Permit permit, PolicyBundle bundle) {
    var there = BundleStore.named(tx, permit, bundle);
    if (there.isPresent() && !there.get().digest().equals(bundle.digest())) {
      throw new Conflict(
          "Another bundle is called %s %s. Give this one another version."
              .formatted(bundle.manifest().name(), bundle.manifest().version()));
    }
    return there;
  }
}
