package com.integraci.appliance.openbao;

import com.integraci.config.OpenBaoConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A part of a tenant's namespace, in the order in which they are made. The provisioner may send
 * exactly these values, and reads a part by sending them too: its policy demands them of every
 * request.
 */
public enum NamespacePart {
  /** KV 2 at {@code kv}. */
  KV("sys/mounts/kv", true),
  /** The mount {@code transit}. */
  TRANSIT("sys/mounts/transit", true),
  /** The login {@code approle}. */
  APPROLE("sys/auth/approle", true),
  /** The tenant's key. */
  KEY("transit/keys/tenant", false),
  /** How KV keeps versions. */
  CONFIG("kv/config", false),
  /** What a request's token may do. */
  POLICY("sys/policies/acl/request", false),
  /** What a request logs in as: the last part, whose presence stands for the whole. */
  ROLE("auth/approle/role/request", false);

  private final String path;
  private final boolean mount;

  NamespacePart(String path, boolean mount) {
    this.path = path;
    this.mount = mount;
  }

  /** Its name in plans and journals. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether values or keys are in it: made again it is empty, and something else in its place
   * stays.
   */
  public boolean holdsValues() {
    return mount || this == KEY;
  }

  boolean mount() {
    return mount;
  }

  String path() {
    return path;
  }

  Map<String, String> parameters() {
    return switch (this) {
      case KV -> Map.of("type", "kv-v2");
      case TRANSIT -> Map.of("type", "transit");
      case APPROLE -> Map.of("type", "approle");
      case KEY -> Map.of("type", "aes256-gcm96");
      case CONFIG -> Map.of("cas_required", "true", "max_versions", "1");
      case POLICY -> Map.of("policy", OpenBaoConfig.requestPolicy());
      case ROLE ->
          Map.of(
              "role_id", "request",
              "token_policies", "request",
              "token_no_default_policy", "true",
              "token_ttl", "60s",
              "token_max_ttl", "60s",
              "secret_id_ttl", "60s",
              "secret_id_num_uses", "1");
    };
  }

  /** Whether what OpenBao has is the part as it is to be. */
  boolean fits(JsonNode data) {
    return switch (this) {
      case KV -> is(data, "type", "kv") && is(data.path("options"), "version", "2");
      case TRANSIT, APPROLE, KEY -> is(data, "type", parameters().get("type"));
      case CONFIG -> is(data, "cas_required", "true") && is(data, "max_versions", "1");
      case POLICY -> data.path("policy").asString("").equals(decoded(parameters().get("policy")));
      case ROLE ->
          data.path("token_policies").toString().equals("[\"request\"]")
              && is(data, "token_no_default_policy", "true")
              && is(data, "token_ttl", "60")
              && is(data, "token_max_ttl", "60")
              && is(data, "secret_id_ttl", "60")
              && is(data, "secret_id_num_uses", "1");
    };
  }

  private static boolean is(JsonNode data, String field, String value) {
    return data.path(field).asString("").equals(value);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
