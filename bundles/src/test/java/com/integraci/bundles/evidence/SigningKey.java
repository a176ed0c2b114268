package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pair of keys that signs envelopes. */
record SigningKey(Kind kind, KeyPair pair) {

  /** How it signs. */
  enum Kind {
    ED25519("Ed25519", "", "Ed25519"),
    P_256("EC", "secp256r1", "SHA256withECDSA"),
    P_256_SIDE_BY_SIDE("EC", "secp256r1", "SHA256withECDSAinP1363Format"),
    P_384("EC", "secp384r1", "SHA384withECDSA"),
    P_384_SIDE_BY_SIDE("EC", "secp384r1", "SHA384withECDSAinP1363Format");

    private final String generator;
    private final String curve;
    private final String signature;

    Kind(String generator, String curve, String signature) {
      this.generator = generator;
      this.curve = curve;
      this.signature = signature;
    }
  }

  static SigningKey make(Kind kind) {
    return new SigningKey(kind, pair(kind.generator, kind.curve));
  }

  static KeyPair pair(String generator, String curve) {
    try {
      var pairs = KeyPairGenerator.getInstance(generator);
      if (!curve.isEmpty()) {
        pairs.initialize(new ECGenParameterSpec(curve));
      }
      return pairs.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(PublicKey key) {
    var body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  TrustedKey trusted() {
    return TrustedKey.ofPem(pem(pair.getPublic())).getFirst();
  }

  byte[] sign(String statement) {
    return signBytes(Envelope.preAuthentication(Envelope.PAYLOAD_TYPE, statement.getBytes(UTF_8)));
  }

  byte[] signBytes(byte[] input) {
    try {
      var signer = Signature.getInstance(kind.signature);
      signer.initSign(pair.getPrivate());
      signer.update(input);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String envelope(String statement, byte[]... signatures) {
    var base64 = Base64.getEncoder();
    return """
    {"payload": "%s", "payloadType": "%s", "signatures": [%s]}\
    """
        .formatted(
            base64.encodeToString(statement.getBytes(UTF_8)),
            Envelope.PAYLOAD_TYPE,
            Stream.of(signatures)
                .map(bytes -> "{\"sig\": \"" + base64.encodeToString(bytes) + "\"}")
                .collect(Collectors.joining(", ")));
  }
}
