package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.Fault;
import com.integraci.bundles.evidence.TrustedKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The site's signature of a pack: a DSSE 1.0 envelope whose payload names the pack, its team and
 * the SHA-256 of its manifest, which has the digests of all else.
 */
public final class PackSignature {

  private static final String TYPE = "application/vnd.integraci.evidence-pack+json";

  private PackSignature() {}

  /**
   * The envelope, JSON.
   *
   * @param site makes the signature over the bytes that it is given
   */
  public static byte[] seal(PackManifest manifest, UnaryOperator<byte[]> site) {
    return Envelope.seal(TYPE, statement(manifest), site);
  }

  /**
   * Which of the keys signed it.
   *
   * @throws PackFault when none did, or it is the signature of something else
   */
  static TrustedKey signer(PackManifest manifest, byte[] envelope, List<TrustedKey> site) {
    try {
      var opened = Envelope.read(envelope, TYPE);
      var signer = opened.signer(site);
      if (Arrays.equals(opened.payload(), statement(manifest))) {
        return signer;
      }
      throw new PackFault("The site signed another manifest than this.");
    } catch (Fault e) {
      throw new PackFault("The manifest's signature does not count: " + e.getMessage(), e);
    }
  }

  private static byte[] statement(PackManifest manifest) {
    return CanonicalJson.write(
        JsonValue.object()
            .put("format", PackManifest.FORMAT)
            .put("manifest", manifest.digest())
            .put("pack", manifest.of().id().toString())
            .put("team", manifest.of().team().toString())
            .build());
  }
}
