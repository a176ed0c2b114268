package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one stream of a tenant: its events, the oldest of which give way. */
final class TenantStream {

  static final String NAME = "EVENTS";
  static final String CREATE = "$JS.API.STREAM.CREATE." + NAME;
  static final String UPDATE = "$JS.API.STREAM.UPDATE." + NAME;
  static final String DELETE = "$JS.API.STREAM.DELETE." + NAME;
  static final String INFO = "$JS.API.STREAM.INFO." + NAME;
  static final String GET = "$JS.API.STREAM.MSG.GET." + NAME;

  private static final long DEDUPLICATE_NANOS = 120_000_000_000L;
  private static final int NOT_FOUND = 404;
  private static final int IN_USE = 10_058;
  private static final JsonMapper JSON = new JsonMapper();

  private TenantStream() {}

  /** What a tenant's events are published on. */
  static String subjects(TenantId tenant) {
    return "t." + tenant + ".>";
  }

  /** Makes the stream, or makes the one that is there as it is to be. */
  static void make(Link link, TenantId tenant, AccountLimits limits) {
    String wanted = JSON.writeValueAsString(configuration(tenant, limits));
    JsonNode made = link.ask(CREATE, wanted);
    if (made.path("error").path("err_code").asInt(0) == IN_USE) {
      made = link.ask(UPDATE, wanted);
    }
    expectDone(made);
  }

  /** Whether there is a stream. */
  static boolean isThere(JsonNode info) {
    if (info.path("error").path("code").asInt(0) == NOT_FOUND) {
      return false;
    }
    expectDone(info);
    return true;
  }

  /** Whether the stream that the broker describes is as it is to be. */
  static boolean fits(JsonNode info, TenantId tenant, AccountLimits limits) {
    JsonNode wanted = JSON.valueToTree(configuration(tenant, limits));
    JsonNode found = info.path("config");
    return wanted.properties().stream()
        .allMatch(entry -> entry.getValue().toString().equals(value(found, entry.getKey())));
  }

  /** What is false the broker may leave out. */
  private static String value(JsonNode found, String field) {
    return found.has(field) ? found.path(field).toString() : "false";
  }

  static void remove(Link link) {
    JsonNode removed = link.ask(DELETE, "");
    if (removed.path("error").path("code").asInt(0) != NOT_FOUND) {
      expectDone(removed);
    }
  }

  private static Map<String, ?> configuration(TenantId tenant, AccountLimits limits) {
    return Map.ofEntries(
        Map.entry("name", NAME),
        Map.entry("subjects", List.of(subjects(tenant))),
        Map.entry("retention", "limits"),
        Map.entry("storage", "file"),
        Map.entry("discard", "old"),
        Map.entry("num_replicas", 1),
        // The account's limit counts what the files hold beside the messages.
        Map.entry("max_bytes", limits.diskBytes()),
        Map.entry("max_age", limits.keep().toNanos()),
        Map.entry("max_msg_size", AccountLimits.PAYLOAD_MAX_BYTES),
        Map.entry("max_consumers", limits.consumers()),
        Map.entry("duplicate_window", DEDUPLICATE_NANOS),
        Map.entry("deny_delete", true),
        Map.entry("deny_purge", true),
        Map.entry("allow_direct", false));
  }

  private static void expectDone(JsonNode answer) {
    if (answer.has("error")) {
      String said = answer.path("error").path("description").asString("");
      throw Link.away(new IOException("the broker refused a stream: " + said));
    }
  }
}
