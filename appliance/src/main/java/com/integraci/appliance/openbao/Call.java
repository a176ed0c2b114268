package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import io.helidon.http.Method;
import java.util.Map;

/**
 * One request to OpenBao.
 *
 * @param namespace the namespace, "" for the root
 * @param path what follows {@code /v1/}, with its query
 * @param body sent as JSON; empty for none
 */
record Call(Method method, String namespace, String path, Map<String, ?> body) {

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

  /** Without the body, which may hold a value. */
  @Override
  public String toString() {
    return "%s %s/%s".formatted(method, namespace, path);
  }
}
