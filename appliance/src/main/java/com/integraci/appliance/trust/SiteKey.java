package com.integraci.appliance.trust;

import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.Fault;
import com.integraci.bundles.evidence.TrustedKey;
import java.util.List;

/**
 * The site's key, which OpenBao keeps: it signs envelopes (DSSE 1.0), whose type is signed too and
 * tells a bundle from a trusted key and both from a statement of the audit log.
 */
public final class SiteKey {

  private final AuditSigner signer;

  /** All versions, as they were asked of OpenBao the last time. */
  private volatile List<TrustedKey> known = List.of();

  /** By the key that signs for the site. */
  public SiteKey(AuditSigner signer) {
    this.signer = signer;
  }

  /**
   * Signs with the newest version.
   *
   * @param message what an envelope has signed
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao does not answer
   */
  public byte[] sign(byte[] message) {
    return signer.signEnvelope(signer.publicKeys().lastKey(), message);
  }

  /**
   * Which version of the site's key signed the envelope.
   *
   * @throws Fault when none did
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao does not answer
   */
  public TrustedKey signer(Envelope envelope) {
    try {
      return envelope.signer(known);
    } catch (Fault e) {
      // By a version that was made since, perhaps.
      return envelope.signer(publicKeys());
    }
  }

  /** The public keys of all versions, asked of OpenBao. */
  public List<TrustedKey> publicKeys() {
    known = signer.publicKeys().values().stream().map(TrustedKey::ofRaw).toList();
    return known;
  }
}
