package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import io.helidon.http.Method;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One request to OpenBao.
 *
 * @param namespace the namespace, "" for the root
 * @param path what follows {@code /v1/}, with its query
 * @param body sent as JSON; empty for none
 */
record Call(Method method, String namespace, String path, Map<String, ?> body) {

  private static final Pattern ID =
      Pattern.compile("(t-|webhook-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}");

  static final String ROOT = "";
  static final String APPLIANCE = "appliance";

  static Call read(String namespace, String path) {
    return new Call(Method.GET, namespace, path, Map.of());
  }

  static Call write(String namespace, String path, Map<String, ?> body) {
    return new Call(Method.POST, namespace, path, body);
  }

  static Call delete(String namespace, String path) {
    return new Call(Method.DELETE, namespace, path, Map.of());
  }

  /** The namespace of a tenant. */
  static String namespace(TenantId tenant) {
    return "t-" + tenant;
  }

  /** The path without its query, and without what stands for one thing among many. */
  String template() {
    int query = path.indexOf('?');
    return ID.matcher(query < 0 ? path : path.substring(0, query)).replaceAll("{id}");
  }

  /** Without the body, which may hold a value. */
  @Override
  public String toString() {
    return "%s %s/%s".formatted(method, namespace, path);
  }
}
