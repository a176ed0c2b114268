package com.integraci.appliance.broker;

import java.time.Duration;

/**
 * What a plan gives a tenant at the broker.
 *
 * @param connections at once
 * @param subscriptions of all connections
 * @param diskBytes of the stream, on the disk; nothing is kept in memory
 * @param consumers of the stream
 * @param credentials of members that may count at a time
 * @param keep how long an event stays in the stream
 */
record AccountLimits(
    int connections,
    int subscriptions,
    long diskBytes,
    int consumers,
    int credentials,
    Duration keep) {

  /** Bytes of one message, headers included. */
  static final int PAYLOAD_MAX_BYTES = 64 << 10;

  private static final AccountLimits TEAM =
      new AccountLimits(32, 512, 64L << 20, 64, 128, Duration.ofDays(30));
  private static final AccountLimits ENTERPRISE =
      new AccountLimits(256, 4_096, 1L << 30, 512, 1_024, Duration.ofDays(90));

  static AccountLimits of(String plan) {
    return plan.equals("enterprise") ? ENTERPRISE : TEAM;
  }
}
