package com.integraci.appliance.openbao;

import com.integraci.appliance.policy.Permit;
import com.integraci.config.BrokerTrust;
import java.util.Base64;
import java.util.Map;

/**
 * The keys behind the broker's tokens: Ed25519 (RFC 8032), each in OpenBao, which signs with them
 * and never gives one out. Signatures are 64 bytes, public keys 32.
 */
public final class BrokerKeys {

  private static final int SIGNATURE_BYTES = 64;
  private static final int PUBLIC_KEY_BYTES = 32;

  private final Wire wire;
  private final Credential controlPlane;

  BrokerKeys(Wire wire, Credential controlPlane) {
    this.wire = wire;
    this.controlPlane = controlPlane;
  }

  /** The public key of the operator, whose signature makes an account. */
  public byte[] operator() {
    return publicKey(controlPlane.send(key(BrokerTrust.OPERATOR_KEY)));
  }

  /** The public key of the system account. */
  public byte[] system() {
    return publicKey(controlPlane.send(key(BrokerTrust.SYSTEM_KEY)));
  }

  /** Signs an account's claims. */
  public byte[] signAsOperator(byte[] message) {
    return signature(controlPlane.send(sign(Call.APPLIANCE, BrokerTrust.OPERATOR_KEY, message)));
  }

  /** Signs a user of the system account. */
  public byte[] signAsSystem(byte[] message) {
    return signature(controlPlane.send(sign(Call.APPLIANCE, BrokerTrust.SYSTEM_KEY, message)));
  }

  /**
   * Signs a user of a tenant's account, with a login for one request: an entry about it has to be
   * in the tenant's chain before.
   *
   * @param login the permit of that entry
   */
  public byte[] signAsAccount(Permit login, byte[] message) {
    String namespace = Call.namespace(login.tenant());
    try (var session = RequestSession.mint(wire, controlPlane, namespace)) {
      return signature(session.send(sign(namespace, "broker", message)));
    }
  }

  private static Call key(String name) {
    return Call.read(Call.APPLIANCE, "transit/keys/" + name);
  }

  private static Call sign(String namespace, String key, byte[] message) {
    var body = Map.of("input", Base64.getEncoder().encodeToString(message));
    return Call.write(namespace, "transit/sign/" + key, body);
  }

  static byte[] publicKey(Answer answer) {
    String text = answer.data().path("keys").path("1").path("public_key").asString();
    byte[] key = Base64.getDecoder().decode(text);
    if (key.length != PUBLIC_KEY_BYTES) {
      throw new IllegalStateException("a key of the broker is not an Ed25519 key");
    }
    return key;
  }

  private static byte[] signature(Answer answer) {
    String text = answer.data().path("signature").asString();
    byte[] signature = Base64.getDecoder().decode(text.substring(text.lastIndexOf(':') + 1));
    if (signature.length != SIGNATURE_BYTES) {
      throw new IllegalStateException("a key of the broker is not an Ed25519 key");
    }
    return signature;
  }
}
