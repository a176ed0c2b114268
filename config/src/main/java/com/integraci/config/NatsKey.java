package com.integraci.config;

import java.nio.ByteBuffer;

/**
 * NATS's text form of an Ed25519 public key (NKey): a byte that says what the key is of, the 32
 * bytes of the key, CRC-16 (XMODEM) of both, low byte first; in base32 without padding (RFC 4648).
 */
public enum NatsKey {
  /** Begins with O. */
  OPERATOR(14),
  /** Begins with A. */
  ACCOUNT(0),
  /** Begins with U. */
  USER(20);

  private static final int KEY_BYTES = 32;
  private static final int SEED = 18 << 3;
  private static final int POLYNOMIAL = 0x1021;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte prefix;

  NatsKey(int prefix) {
    this.prefix = (byte) (prefix << 3);
  }

  /** The text form, 56 characters, of the 32 bytes of a public key (RFC 8032). */
  public String encode(byte[] publicKey) {
    if (publicKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    byte[] raw = ByteBuffer.allocate(KEY_BYTES + 3).put(prefix).put(publicKey).array();
    int crc = crc(raw, KEY_BYTES + 1);
    raw[KEY_BYTES + 1] = (byte) crc;
    raw[KEY_BYTES + 2] = (byte) (crc >> 8);
    return base32(raw);
  }

  /** The text form of a private key (its seed, 32 bytes), 58 characters that begin with S. */
  public String encodeSeed(byte[] seed) {
    if (seed.length != KEY_BYTES) {
      throw new IllegalArgumentException("not an Ed25519 seed");
    }
    byte[] raw =
        ByteBuffer.allocate(KEY_BYTES + 4)
            .put((byte) (SEED | ((prefix & 0xff) >> 5)))
            .put((byte) (prefix << 3))
            .put(seed)
            .array();
    int crc = crc(raw, KEY_BYTES + 2);
    raw[KEY_BYTES + 2] = (byte) crc;
    raw[KEY_BYTES + 3] = (byte) (crc >> 8);
    return base32(raw);
  }

  /** Whether a text is a public key of this kind, checksum included. */
  public boolean matches(String text) {
    if (!text.matches("[A-Z2-7]{56}")) {
      return false;
    }
    byte[] raw = bytes(text);
    int crc = crc(raw, KEY_BYTES + 1);
    return raw[0] == prefix
        && raw[KEY_BYTES + 1] == (byte) crc
        && raw[KEY_BYTES + 2] == (byte) (crc >> 8);
  }

  private static int crc(byte[] raw, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= (raw[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
    }
    return crc & 0xffff;
  }

  static String base32(byte[] raw) {
    var text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : raw) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    byte[] raw = new byte[text.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      buffer = (buffer << 5) | ALPHABET.indexOf(text.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        raw[at++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    return raw;
  }
}
