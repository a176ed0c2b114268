package com.integraci.appliance.database;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** Ids that sort by the millisecond they were made in (RFC 9562, version 7). */
public final class UuidV7 {

  private static final int RANDOM_BYTES = Short.BYTES + Long.BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  /** A new id: 48 bits of Unix time in milliseconds, 74 random bits. */
  public static UUID next() {
    // One call: each takes a lock that all threads share.
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    var bytes = ByteBuffer.wrap(random);
    long high = (System.currentTimeMillis() << 16) | 0x7000L | (bytes.getShort() & 0x0FFFL);
    long low = 0x8000000000000000L | (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL);
    return new UUID(high, low);
  }
}
