package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A DSSE envelope (Dead Simple Signing Envelope 1.0.2). One signature by a trusted key is enough;
 * the {@code keyid} beside it is nobody's word and is not looked at.
 */
public final class Envelope {
  /** The type of the payload of an attestation: an in-toto statement. */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  /** How many signatures may be looked at: each costs time for each key. */
  static final int SIGNATURES_MAX = 16;

  /** How large the payload may be: it is hashed for each signature and key. */
  static final int PAYLOAD_BYTES_MAX = 4 << 20;

  private static final int SIGNATURE_CHARACTERS_MAX = 1_000;

  private final JsonReader in;
  private final List<byte[]> signatures = new ArrayList<>();
  private String payloadType = "";
  private byte[] payload = {};

  private Envelope(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads an envelope; nothing of it is trusted yet.
   *
   * @param type what its payload has to be
   * @throws Fault if it is not such an envelope
   */
  public static Envelope read(byte[] document, String type) {
    var envelope = JsonReader.read(document, in -> new Envelope(in).opened());
    if (!envelope.payloadType.equals(type)) {
      throw new Fault("Its payload's type is not " + type + ".");
    }
    if (envelope.payload.length > PAYLOAD_BYTES_MAX) {
      throw new Fault("Its payload is larger than 4 MiB.");
    }
    return envelope;
  }

  /**
   * An envelope around a payload, JSON.
   *
   * @param signer makes the signature over the bytes that it is given
   */
  public static byte[] seal(String type, byte[] payload, UnaryOperator<byte[]> signer) {
    var base64 = Base64.getEncoder();
    var signature = base64.encodeToString(signer.apply(preAuthentication(type, payload)));
    return """
    {"payload": "%s", "payloadType": "%s", "signatures": [{"sig": "%s"}]}
    """
        .formatted(base64.encodeToString(payload), type, signature)
        .getBytes(UTF_8);
  }

  /**
   * Which of these keys signed it.
   *
   * @throws Fault if none did
   */
  public TrustedKey signer(List<TrustedKey> trusted) {
    if (signatures.isEmpty()) {
      throw new Fault("It is not signed.");
    }
    var signed = preAuthentication(payloadType, payload);
    for (byte[] signature : signatures) {
      for (TrustedKey key : trusted) {
        if (key.verifies(signed, signature)) {
          return key;
        }
      }
    }
    throw new Fault("None of its signatures is by a trusted key over what it holds.");
  }

  /** What it holds. */
  public byte[] payload() {
    return payload.clone();
  }

  private Envelope opened() {
    in.object(this::member);
    return this;
  }

  private void member(String member) {
    switch (member) {
      case "payloadType" -> payloadType = in.text();
      case "payload" -> payload = base64(in.text());
      case "signatures" -> in.array(this::signature);
      default -> in.pass();
    }
  }

  private void signature() {
    if (signatures.size() == SIGNATURES_MAX) {
      throw in.fault("There are more than " + SIGNATURES_MAX + " signatures.");
    }
    in.only(
        "sig",
        () -> {
          var text = in.text();
          if (text.length() > SIGNATURE_CHARACTERS_MAX) {
            throw in.fault("It is too long for a signature.");
          }
          signatures.add(base64(text));
        });
  }

  /** Either alphabet of RFC 4648, as the standard asks. */
  private byte[] base64(String text) {
    boolean forUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    try {
      return (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException e) {
      throw in.fault("It is not Base64.");
    }
  }

  /** The bytes that a signature is over (the standard's PAE). */
  public static byte[] preAuthentication(String type, byte[] body) {
    var typeBytes = type.getBytes(UTF_8);
    var head = "DSSEv1 " + typeBytes.length + " " + type + " " + body.length + " ";
    var signed = new ByteArrayOutputStream(head.length() + body.length);
    signed.writeBytes(head.getBytes(UTF_8));
    signed.writeBytes(body);
    return signed.toByteArray();
  }
}
