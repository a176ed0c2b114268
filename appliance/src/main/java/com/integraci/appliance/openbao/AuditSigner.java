package com.integraci.appliance.openbao;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The site's key for audit: Ed25519 (RFC 8032), in OpenBao's namespace {@code appliance}, which
 * signs with it and never gives it out.
 */
public final class AuditSigner {

  /** What is signed begins with this, so that no signature of ours means anything else. */
  public static final String DOMAIN = "integraci/audit/";

  /** An envelope's signature (DSSE 1.0) is over something that begins with this, and its type. */
  private static final String ENVELOPE_DOMAIN = "DSSEv1 ";

  private static final int SIGNATURE_BYTES = 64;
  private static final int PUBLIC_KEY_BYTES = 32;

  private final Credential controlPlane;

  AuditSigner(Credential controlPlane) {
    this.controlPlane = controlPlane;
  }

  /** The public keys by version, 32 bytes each; the last one signs. */
  public SortedMap<Integer, byte[]> publicKeys() {
    var keys = new TreeMap<Integer, byte[]>();
    Answer answer = controlPlane.send(Call.read(Call.APPLIANCE, "transit/keys/audit"));
    for (var entry : answer.data().path("keys").properties()) {
      byte[] key = Base64.getDecoder().decode(entry.getValue().path("public_key").asString());
      if (key.length != PUBLIC_KEY_BYTES) {
        throw new IllegalStateException("the audit key is not an Ed25519 key");
      }
      keys.put(Integer.valueOf(entry.getKey()), key);
    }
    return keys;
  }

  /**
   * Signs with one version of the key: the newest, or the former when it vouches for the newest.
   *
   * @param message begins with {@link #DOMAIN}; up to 64 KiB
   * @return 64 bytes
   */
  public byte[] sign(int version, byte[] message) {
    return sign(DOMAIN, version, message);
  }

  /**
   * Signs an envelope (DSSE 1.0): no statement of the audit log begins as what it signs does.
   *
   * @param message the standard's pre-authentication encoding; up to 64 KiB
   * @return 64 bytes
   */
  public byte[] signEnvelope(int version, byte[] message) {
    return sign(ENVELOPE_DOMAIN, version, message);
  }

  private byte[] sign(String begins, int version, byte[] message) {
    byte[] domain = begins.getBytes(StandardCharsets.US_ASCII);
    if (message.length > 1 << 16 || !Arrays.equals(domain, Arrays.copyOf(message, domain.length))) {
      throw new IllegalArgumentException("not what this key signs");
    }
    var body = Map.of("input", Base64.getEncoder().encodeToString(message), "key_version", version);
    Answer answer = controlPlane.send(Call.write(Call.APPLIANCE, "transit/sign/audit", body));
    String text = answer.data().path("signature").asString();
    String prefix = "vault:v" + version + ":";
    if (!text.startsWith(prefix)) {
      throw new IllegalStateException("the audit key signed with another version");
    }
    byte[] signature = Base64.getDecoder().decode(text.substring(prefix.length()));
    if (signature.length != SIGNATURE_BYTES) {
      throw new IllegalStateException("the audit key is not an Ed25519 key");
    }
    return signature;
  }

  /** Makes a new version, which signs from now on; returns its number. */
  public int rotate() {
    controlPlane
        .send(Call.write(Call.APPLIANCE, "transit/keys/audit/rotate", Map.of()))
        .expectDone();
    return publicKeys().lastKey();
  }
}
