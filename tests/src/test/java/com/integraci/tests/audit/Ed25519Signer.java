package com.integraci.tests.audit;

import com.integraci.appliance.audit.StatementSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs as OpenBao does, with keys of its own. */
final class Ed25519Signer implements StatementSigner {

  private final SortedMap<Integer, KeyPair> versions = new TreeMap<>();

  Ed25519Signer() {
    rotate();
  }

  @Override
  public int rotate() {
    try {
      versions.put(versions.size() + 1, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      return versions.lastKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SortedMap<Integer, byte[]> publicKeys() {
    var keys = new TreeMap<Integer, byte[]>();
    versions.forEach(
        (version, pair) -> {
          byte[] encoded = pair.getPublic().getEncoded();
          keys.put(version, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        });
    return keys;
  }

  @Override
  public byte[] sign(int version, byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(versions.get(version).getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
