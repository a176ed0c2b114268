package com.integraci.appliance.audit;

import com.integraci.appliance.openbao.AuditSigner;
import java.util.SortedMap;

/** Signs statements with the site's audit key, which it never sees. */
public interface StatementSigner {

  /** The public keys by version from 1 on, 32 bytes each; the last one signs. */
  SortedMap<Integer, byte[]> publicKeys();

  /** Makes a new version, which signs from now on; returns its number. */
  int rotate();

  /**
   * The Ed25519 signature, 64 bytes, of that version over the message.
   *
   * @throws com.integraci.appliance.failure.Unavailable when the signer does not answer
   */
  byte[] sign(int version, byte[] message);

  /** The key that OpenBao keeps. */
  static StatementSigner of(AuditSigner signer) {
    return new StatementSigner() {
      @Override
      public SortedMap<Integer, byte[]> publicKeys() {
        return signer.publicKeys();
      }

      @Override
      public int rotate() {
        return signer.rotate();
      }

      @Override
      public byte[] sign(int version, byte[] message) {
        return signer.sign(version, message);
      }
    };
  }
}
