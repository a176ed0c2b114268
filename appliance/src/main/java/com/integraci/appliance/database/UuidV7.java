package com.integraci.appliance.database;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that sort by the millisecond they were made in (RFC 9562, version 7). */
public final class UuidV7 {

  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  /** A new id: 48 bits of Unix time in milliseconds, 74 random bits. */
  public static UUID next() {
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
    long low = 0x8000000000000000L | (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL);
    return new UUID(high, low);
  }
}
