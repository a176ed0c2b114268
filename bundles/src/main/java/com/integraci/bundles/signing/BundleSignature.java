package com.integraci.bundles.signing;

import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.Fault;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A signature of a bundle: a DSSE 1.0 envelope whose payload names the bundle's name, version, kind
 * of decision and digest. The payload's type is signed with it, so that no signature of anything
 * else is one of a bundle.
 */
public final class BundleSignature {

  /** The type of the payload. */
  public static final String PAYLOAD_TYPE = "application/vnd.integraci.policy-bundle+json";

  /** How large an envelope may be, in bytes. */
  public static final int BYTES_MAX = 1 << 14;

  private BundleSignature() {}

  /**
   * Signs a bundle.
   *
   * @param signer makes the signature over the bytes that it is given
   * @return the envelope, JSON
   */
  public static byte[] sign(PolicyBundle bundle, UnaryOperator<byte[]> signer) {
    return Envelope.seal(PAYLOAD_TYPE, BundleStatement.of(bundle).bytes(), signer);
  }

  /**
   * Which key signed this very bundle.
   *
   * @param envelope as {@link #sign} makes it
   * @param trusted the keys that count
   * @throws SignatureRefused when none of them did, or what was signed is another bundle
   */
  public static TrustedKey signer(PolicyBundle bundle, byte[] envelope, List<TrustedKey> trusted) {
    if (envelope.length > BYTES_MAX) {
      throw new SignatureRefused("Its signature is larger than " + BYTES_MAX + " bytes.");
    }
    if (trusted.isEmpty()) {
      throw new SignatureRefused("No key is trusted to sign bundles.");
    }
    try {
      var opened = Envelope.read(envelope, PAYLOAD_TYPE);
      var signer = opened.signer(trusted);
      requireSame(BundleStatement.read(opened.payload()), BundleStatement.of(bundle));
      return signer;
    } catch (Fault e) {
      throw new SignatureRefused("Its signature does not count: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new SignatureRefused("Its signature is over something that is no bundle.", e);
    }
  }

  private static void requireSame(BundleStatement signed, BundleStatement given) {
    if (signed.equals(given)) {
      return;
    }
    if (!signed.name().equals(given.name()) || !signed.version().equals(given.version())) {
      throw new SignatureRefused(
          "The signature is one of %s %s, and this is %s %s."
              .formatted(signed.name(), signed.version(), given.name(), given.version()));
    }
    throw new SignatureRefused(
        "It was changed after it was signed: signed was %s, and this is %s."
            .formatted(signed.digest(), given.digest()));
  }
}
