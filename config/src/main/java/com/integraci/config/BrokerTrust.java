package com.integraci.config;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What NATS is told to trust: the operator, whose signature makes an account, and the system
 * account, whose users may tell it about accounts. Both tokens are public. They are signed once, at
 * OpenBao's first start, with the login that is spent by it; so no later login of the installer
 * signs anything.
 *
 * @param operatorToken the operator's own statement, signed by itself
 * @param system the system account's key, an NKey
 * @param systemToken the system account's statement, signed by the operator
 */
public record BrokerTrust(String operatorToken, String system, String systemToken) {
  /** The transit key, in namespace {@code appliance}, that is the operator. */
  public static final String OPERATOR_KEY = "broker-operator";

  /** The transit key, in namespace {@code appliance}, that is the system account. */
  public static final String SYSTEM_KEY = "broker-system";

  private static final List<String> NOTHING = List.of();

  /**
   * Signs both.
   *
   * @param operatorKey the operator's public key, 32 bytes
   * @param systemKey the system account's public key, 32 bytes
   * @param signer signs with the operator's key
   */
  public static BrokerTrust sign(
      byte[] operatorKey, byte[] systemKey, UnaryOperator<byte[]> signer) {
    String operator = NatsKey.OPERATOR.encode(operatorKey);
    String system = NatsKey.ACCOUNT.encode(systemKey);
    Instant now = Instant.now();
    var operatorToken =
        new NatsToken(
            operator,
            operator,
            "integraci",
            now,
            Instant.MAX,
            Map.of("system_account", system, "type", "operator", "version", 2));
    var systemToken = new NatsToken(operator, system, "system", now, Instant.MAX, systemAccount());
    return new BrokerTrust(operatorToken.sign(signer), system, systemToken.sign(signer));
  }

  /** What the system account may: a few connections, no streams. */
  private static Map<String, ?> systemAccount() {
    return Map.of(
        "limits",
        Map.ofEntries(
            Map.entry("subs", 256),
            Map.entry("data", -1),
            Map.entry("payload", -1),
            Map.entry("imports", 0),
            Map.entry("exports", 0),
            Map.entry("wildcards", true),
            Map.entry("conn", 32),
            Map.entry("leaf", 0)),
        "default_permissions",
        Map.of("pub", Map.of(), "sub", Map.of()),
        "revocations",
        Map.of(),
        "exports",
        NOTHING,
        "type",
        "account",
        "version",
        2);
  }
}
