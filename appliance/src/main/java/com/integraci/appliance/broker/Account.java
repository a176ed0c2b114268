package com.integraci.appliance.broker;

import com.integraci.config.NatsToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant's account as PostgreSQL wants it.
 *
 * @param id its public key, an NKey
 * @param plan the tenant's plan
 * @param open whether anybody may connect: not while the tenant is suspended
 * @param issued the second that this statement is of; each has one of its own, the newest holds
 * @param closed the second up to which no credential counts; 0 when it was never closed
 * @param revoked the users that do not count, each with a second after which no statement is
 */
record Account(
    String id, String plan, boolean open, Instant issued, long closed, Map<String, Long> revoked) {

  Account {
    revoked = Map.copyOf(revoked);
  }

  /** The statement that the operator is to sign. */
  NatsToken claims(String operator) {
    return new NatsToken(operator, id, id, issued, Instant.MAX, nats());
  }

  private Map<String, ?> nats() {
    AccountLimits limits = AccountLimits.of(plan);
    return Map.of(
        "limits",
        Map.ofEntries(
            Map.entry("conn", open ? limits.connections() : 0),
            Map.entry("subs", limits.subscriptions()),
            Map.entry("payload", AccountLimits.PAYLOAD_MAX_BYTES),
            Map.entry("data", -1),
            Map.entry("leaf", 0),
            Map.entry("imports", 0),
            Map.entry("exports", 0),
            Map.entry("wildcards", true),
            Map.entry("mem_storage", 0),
            Map.entry("disk_storage", limits.diskBytes()),
            Map.entry("streams", 1),
            Map.entry("consumer", limits.consumers()),
            Map.entry("max_bytes_required", true)),
        "default_permissions",
        Map.of("pub", Map.of("deny", List.of(">")), "sub", Map.of("deny", List.of(">"))),
        "revocations",
        revocations(),
        "type",
        "account",
        "version",
        2);
  }

  /** What was issued before the tenant was suspended does not come back with it. */
  private Map<String, Long> revocations() {
    var all = new HashMap<String, Long>(revoked);
    if (closed > 0) {
      all.put("*", closed);
    }
    return all;
  }
}
