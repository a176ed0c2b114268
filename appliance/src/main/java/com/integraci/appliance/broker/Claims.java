package com.integraci.appliance.broker;

import com.integraci.appliance.openbao.BrokerKeys;
import com.integraci.config.NatsKey;
import com.integraci.config.NatsToken;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the broker keeps of accounts. It takes a statement whoever signed it, so what it keeps is
 * compared, never believed.
 */
record Claims(Link link, BrokerKeys keys) {

  private static final String UPDATE = "$SYS.REQ.CLAIMS.UPDATE";
  private static final String DELETE = "$SYS.REQ.CLAIMS.DELETE";
  private static final JsonMapper JSON = new JsonMapper();

  static String lookup(String account) {
    return "$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP";
  }

  /** The statement it keeps, as text; "" when it keeps none. */
  String stored(String account) {
    byte[] found = link.reply(lookup(account), new Headers(), new byte[0]).getData();
    String text = new String(found, StandardCharsets.US_ASCII);
    // It answers in JSON when it has none.
    return text.startsWith("ey") ? text : "";
  }

  /** Has it keep this statement, and apply it. */
  void push(String token) {
    expectDone(link.ask(UPDATE, token));
  }

  /** Has it forget an account and end its connections. Forgetting what it has not is no error. */
  void delete(String account) {
    String operator = NatsKey.OPERATOR.encode(keys.operator());
    var nats = Map.of("accounts", List.of(account), "type", "generic", "version", 2);
    var token = new NatsToken(operator, operator, "delete", Instant.now(), Instant.MAX, nats);
    expectDone(link.ask(DELETE, token.sign(keys::signAsOperator)));
  }

  private static void expectDone(JsonNode answer) {
    if (answer.path("data").path("code").asInt(0) != 200) {
      String said = answer.path("error").path("description").asString("something else");
      throw Link.away(new IOException("the broker did not take a statement: " + said));
    }
  }

  /** SHA-256 in hex. */
  static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The second that a stored statement says it is of, whoever signed it; the epoch for none. */
  static Instant issued(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Instant.EPOCH;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      return Instant.ofEpochSecond(JSON.readTree(payload).path("iat").asLong(0));
    } catch (IllegalArgumentException | JacksonException e) {
      return Instant.EPOCH;
    }
  }
}
