package com.integraci.appliance.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.appliance.trust.Trust;
import com.integraci.appliance.trust.TrustedKeys;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.SignatureRefused;
import java.util.List;
import java.util.Optional;

/** Whether bundles are signed, by whom, and whether they are what was signed. */
final class Signatures {

  private static final System.Logger LOG = System.getLogger(Signatures.class.getName());
  private static final String FIELD = "signature";

  private final Trust trust;

  Signatures(Trust trust) {
    this.trust = trust;
  }

  /**
   * Which of the team's keys signed a bundle that is to be published.
   *
   * @throws Invalid when it is not signed, or none of those that are trusted did, with the reason
   */
  Signed team(TenantId tenant, PolicyBundle bundle, String envelope) {
    if (envelope.isEmpty()) {
      throw new Invalid(FIELD, "The bundle is not signed. Sign it with: integraci policy sign.");
    }
    var known = trust.keys().known(tenant);
    if (known.isEmpty()) {
      throw new Invalid(FIELD, "Your team trusts no key yet. An owner adds its public key first.");
    }
    try {
      var keys = known.stream().map(KnownKey::key).toList();
      var signer = BundleSignature.signer(bundle, envelope.getBytes(UTF_8), keys);
      var key = known.stream().filter(one -> one.key() == signer).findFirst().orElseThrow();
      requireTrusted(key);
      return new Signed(envelope, signer, Optional.of(key.id()));
    } catch (SignatureRefused e) {
      throw new Invalid(FIELD, e.getMessage());
    }
  }

  private static void requireTrusted(KnownKey key) {
    if (key.removed().isPresent()) {
      throw new Invalid(
          FIELD, "It is signed by the key %s, which was removed.".formatted(key.name()));
    }
    if (!key.purposes().bundles()) {
      throw new Invalid(
          FIELD,
          "It is signed by the key %s, which is trusted for evidence only.".formatted(key.name()));
    }
  }

  /** Has the site sign a bundle that comes with the appliance. */
  Signed site(PolicyBundle bundle) {
    byte[] envelope = BundleSignature.sign(bundle, trust.site()::sign);
    var signer = BundleSignature.signer(bundle, envelope, trust.site().publicKeys());
    return new Signed(new String(envelope, UTF_8), signer, Optional.empty());
  }

  /**
   * Whoever signed the bundle that the permit is for is trusted at this moment.
   *
   * @throws Conflict when it is signed by nobody, or by a key that was removed since
   */
  static void requireTrusted(Tx tx, Permit permit) {
    var key = requireSigned(tx, permit).key();
    if (key.isPresent() && !TrustedKeys.trusted(tx, permit.tenant(), key.orElseThrow())) {
      throw new Conflict(
          "The key that signed it was removed. Sign it with another, as a new version.");
    }
  }

  /**
   * Somebody signed the bundle that the permit is for.
   *
   * @throws Conflict when nobody did
   */
  static Signed requireSigned(Tx tx, Permit permit) {
    return BundleStore.signed(tx, permit)
        .orElseThrow(() -> new Conflict("Nobody signed it. Publish it signed, as a new version."));
  }

  /**
   * A kept bundle, if it is what was signed: nobody wrote to the database past its rules.
   *
   * @param digest the bundle's, in hexadecimal
   * @throws Unavailable when it is something else, which the log says too
   */
  PolicyBundle intact(TenantId tenant, String digest, BundleStore.Kept kept) {
    try {
      var bundle = PolicyBundle.unpack(kept.archive());
      requireSame("digest", bundle.digest(), digest);
      requireSame("kind", bundle.manifest().decision().text(), kept.decision());
      var signed = kept.signed().orElseThrow(() -> new Changed("it is not signed"));
      BundleSignature.signer(bundle, signed.envelope().getBytes(UTF_8), keys(tenant, signed));
      return bundle;
    } catch (SignatureRefused | BundleRefused | Changed e) {
      var message = "bundle " + digest + " of team " + tenant + " is not what was signed";
      LOG.log(System.Logger.Level.ERROR, message, e);
      throw new Unavailable(
          "postgresql",
          "The rules are not what was signed: somebody wrote to the database past its rules."
              + " Publish and activate them again, and find out who it was.",
          e);
    }
  }

  /** The key that signed, as the site vouches for it; or the site's own. */
  private List<TrustedKey> keys(TenantId tenant, Signed signed) {
    return signed
        .key()
        .map(id -> trust.keys().vouched(tenant, id).stream().map(KnownKey::key).toList())
        .orElseGet(() -> trust.site().publicKeys());
  }

  private static void requireSame(String what, String one, String other) {
    if (!one.equals(other)) {
      throw new Changed("its " + what + " is " + one + " and not " + other);
    }
  }

  /** A row that does not fit its archive. */
  private static final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Changed(String message) {
      super(message);
    }
  }
}
