package com.integraci.appliance.openbao;

import com.integraci.appliance.policy.Permit;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that sign webhooks (HMAC with SHA-256), in the transit of each tenant's namespace. A key
 * is made here, goes in wrapped and never comes out: from then on OpenBao is asked to sign.
 */
public final class WebhookKeys {

  /** Bytes of a key; Standard Webhooks takes 24 to 64. */
  public static final int BYTES = 32;

  /** RFC 3447, with one hash for both places, as OpenBao unwraps it. */
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private static final String SIGNATURE_PREFIX = "vault:v1:";

  private final Credential controlPlane;
  private final SecureRandom random = new SecureRandom();

  WebhookKeys(Credential controlPlane) {
    this.controlPlane = controlPlane;
  }

  /**
   * Makes a key under an id that none was made under before.
   *
   * @return its bytes, to be shown to the team once and forgotten
   * @throws com.integraci.appliance.failure.Unavailable when it is not known to be kept
   */
  public byte[] make(Permit permit, UUID id) {
    String namespace = Call.namespace(permit.tenant());
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    Answer wrapping = controlPlane.send(Call.read(namespace, "transit/wrapping_key"));
    var body =
        Map.of(
            "type",
            "hmac",
            "ciphertext",
            wrapped(key, wrapping.data().path("public_key").asString()));
    controlPlane.send(Call.write(namespace, path(id) + "/import", body)).expectDone();
    return key;
  }

  /**
   * Signs a message with a key.
   *
   * @return 32 bytes
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao can't now
   */
  public byte[] sign(Permit permit, UUID id, byte[] message) {
    var body = Map.of("input", Base64.getEncoder().encodeToString(message));
    String path = "transit/hmac/" + name(id) + "/sha2-256";
    Answer signed = controlPlane.send(Call.write(Call.namespace(permit.tenant()), path, body));
    String hmac = signed.data().path("hmac").asString();
    if (!hmac.startsWith(SIGNATURE_PREFIX)) {
      throw new IllegalStateException("a signature of another version of the key");
    }
    return Base64.getDecoder().decode(hmac.substring(SIGNATURE_PREFIX.length()));
  }

  private static String path(UUID id) {
    return "transit/keys/" + name(id);
  }

  private static String name(UUID id) {
    return "webhook-" + id;
  }

  /** The key by AES key wrap (RFC 5649) under a key of its own, that one by RSA-OAEP before it. */
  private String wrapped(byte[] key, String pem) {
    try {
      byte[] once = new byte[32];
      random.nextBytes(once);
      var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
      rsa.init(Cipher.ENCRYPT_MODE, publicKey(pem), OAEP);
      var aes = Cipher.getInstance("AES/KWP/NoPadding");
      aes.init(Cipher.WRAP_MODE, new SecretKeySpec(once, "AES"));
      byte[] head = rsa.doFinal(once);
      byte[] tail = aes.wrap(new SecretKeySpec(key, "HmacSHA256"));
      byte[] all = new byte[head.length + tail.length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(tail, 0, all, head.length, tail.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be wrapped", e);
    }
  }

  private static PublicKey publicKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
    return KeyFactory.getInstance("RSA").generatePublic(spec);
  }
}
