package com.integraci.tests.openbao;

import com.integraci.tests.OpenBaoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Something that a credential can try. */
record Attempt(String method, String namespace, String path, Map<String, ?> body) {

  private static final List<String> METHODS =
      List.of("GET", "LIST", "SCAN", "POST", "PUT", "PATCH", "DELETE");

  /**
   * Every method on everything in a tenant's namespace that holds a value, makes a credential, or
   * says who may do what. {@code ID} is a stored value's id.
   */
  private static final List<String> IN_TENANT =
      List.of(
          "kv/data/ID",
          "kv/data",
          "kv/data/provider/ID",
          "kv/data/other/ID",
          "kv/metadata/provider/ID",
          "kv/metadata/provider",
          "kv/destroy/provider/ID",
          "kv/metadata/ID",
          "kv/metadata",
          "kv/detailed-metadata",
          "kv/subkeys/ID",
          "kv/destroy/ID",
          "kv/delete/ID",
          "kv/undelete/ID",
          "kv/config",
          "transit/keys/tenant",
          "transit/keys",
          "transit/keys/tenant/config",
          "transit/keys/tenant/rotate",
          "transit/keys/broker",
          "transit/keys/broker/config",
          "transit/keys/broker/rotate",
          "transit/sign/broker",
          "transit/verify/broker",
          "transit/export/signing-key/broker",
          "transit/backup/broker",
          "transit/keys/other",
          "transit/export/encryption-key/tenant",
          "transit/backup/tenant",
          "transit/encrypt/tenant",
          "transit/decrypt/tenant",
          "transit/rewrap/tenant",
          "transit/datakey/plaintext/tenant",
          "transit/hmac/tenant",
          "transit/hmac/tenant/sha2-256",
          "transit/hmac/other/sha2-256",
          "transit/hmac/other/sha2-512",
          "transit/wrapping_key",
          "transit/keys/other/import",
          "transit/keys/tenant/import",
          "transit/keys/other/import_version",
          "transit/export/hmac-key/tenant",
          "transit/verify/other/sha2-256",
          "auth/approle/role",
          "auth/approle/role/request",
          "auth/approle/role/other",
          "auth/approle/role/request/secret-id",
          "auth/approle/role/request/custom-secret-id",
          "auth/approle/role/request/secret-id/lookup",
          "auth/approle/role/request/policies",
          "auth/approle/role/request/token-policies",
          "auth/approle/role/request/bind-secret-id",
          "auth/approle/role/request/token-ttl",
          "auth/approle/role/request/token-period",
          "auth/approle/role/request/secret-id-num-uses",
          "auth/approle/role/request/role-id",
          "auth/approle/tidy/secret-id",
          "auth/token/create",
          "auth/token/create-orphan",
          "auth/token/roles/any",
          "auth/token/accessors",
          "auth/token/lookup",
          "auth/other/config",
          "sys/policies/acl",
          "sys/policies/acl/request",
          "sys/policies/acl/default",
          "sys/policies/acl/other",
          "sys/policy/request",
          "sys/mounts",
          "sys/mounts/kv",
          "sys/mounts/kv/tune",
          "sys/mounts/other",
          "sys/auth",
          "sys/auth/approle",
          "sys/auth/approle/tune",
          "sys/auth/other",
          "sys/remount",
          "sys/namespaces",
          "sys/namespaces/t-inner",
          "sys/namespaces/inner",
          "sys/leases/lookup",
          "sys/leases/revoke-force/auth/approle",
          "sys/tools/random",
          "identity/entity",
          "identity/group",
          "identity/oidc/provider/any",
          "cubbyhole/any");

  /** The same for the appliance's own namespace. */
  private static final List<String> IN_APPLIANCE =
      List.of(
          "signups/data/00000000-0000-7000-8000-0000000000ff",
          "signups/metadata/00000000-0000-7000-8000-0000000000ff",
          "signups/metadata",
          "signups/config",
          "signups/destroy/00000000-0000-7000-8000-0000000000ff",
          "transit/keys",
          "transit/keys/audit",
          "transit/keys/audit/rotate",
          "transit/keys/audit/config",
          "transit/keys/audit/trim",
          "transit/keys/other",
          "transit/sign/audit",
          "transit/hmac/audit/sha2-256",
          "transit/wrapping_key",
          "transit/keys/other/import",
          "transit/verify/audit",
          "transit/export/signing-key/audit",
          "transit/keys/broker-operator",
          "transit/keys/broker-operator/rotate",
          "transit/keys/broker-operator/config",
          "transit/sign/broker-operator",
          "transit/export/signing-key/broker-operator",
          "transit/backup/broker-operator",
          "transit/keys/broker-system",
          "transit/keys/broker-system/rotate",
          "transit/sign/broker-system",
          "transit/export/signing-key/broker-system",
          "transit/byok-export/any/audit",
          "transit/backup/audit",
          "transit/restore/audit",
          "sys/policies/acl/any",
          "sys/mounts",
          "sys/mounts/other",
          "sys/mounts/kv",
          "sys/mounts/transit",
          "sys/auth",
          "sys/auth/approle",
          "auth/approle/role/request",
          "auth/approle/role/request/secret-id",
          "auth/token/create",
          "kv/config",
          "sys/namespaces/t-inner");

  /** The same for the root. What needs no token at all (health, status of the seal) is left out. */
  private static final List<String> IN_ROOT =
      List.of(
          "sys/policies/acl",
          "sys/policies/acl/control-plane",
          "sys/policies/acl/provisioner",
          "sys/policies/acl/default",
          "sys/policies/acl/request",
          "sys/policies/acl/other",
          "sys/policy/control-plane",
          "auth/approle/role",
          "auth/approle/role/control-plane",
          "auth/approle/role/control-plane/secret-id",
          "auth/approle/role/control-plane/custom-secret-id",
          "auth/approle/role/control-plane/policies",
          "auth/approle/role/provisioner",
          "auth/approle/role/provisioner/secret-id",
          "auth/approle/role/provisioner/custom-secret-id",
          "auth/approle/role/bootstrap/secret-id",
          "auth/approle/role/bootstrap/custom-secret-id",
          "auth/approle/role/request",
          "auth/approle/role/request/secret-id",
          "auth/approle/role/other",
          "auth/token/create",
          "auth/token/create-orphan",
          "auth/token/create/any",
          "auth/token/roles/any",
          "auth/token/accessors",
          "auth/token/lookup",
          "auth/token/lookup-accessor",
          "auth/token/revoke-accessor",
          "sys/auth",
          "sys/auth/approle",
          "sys/auth/approle/tune",
          "sys/auth/other",
          "sys/mounts",
          "sys/mounts/kv",
          "sys/mounts/transit",
          "sys/mounts/other",
          "sys/remount",
          "sys/namespaces",
          "sys/namespaces/appliance",
          "sys/namespaces/other",
          "sys/namespaces/appliance/seal",
          "sys/audit",
          "sys/audit/other",
          "sys/audit-hash/requests",
          "sys/raw/core",
          "sys/storage/raft/snapshot",
          "sys/storage/raft/snapshot-force",
          "sys/storage/raft/configuration",
          "sys/storage/raft/remove-peer",
          "sys/rotate",
          "sys/rotate/config",
          "sys/rotate/root/init",
          "sys/rotate/recovery/init",
          "sys/rotate/recovery/backup",
          "sys/seal",
          "sys/step-down",
          "sys/config/cors",
          "sys/config/auditing/request-headers",
          "sys/config/ui/headers",
          "sys/config/reload/listener",
          "sys/leases/lookup",
          "sys/leases/revoke-prefix/auth",
          "sys/plugins/catalog/secret/any",
          "sys/plugins/reload/backend",
          "sys/quotas/config",
          "sys/quotas/rate-limit/any",
          "sys/internal/counters/tokens",
          "sys/internal/inspect/router/any",
          "sys/in-flight-req",
          "sys/metrics",
          "sys/pprof/heap",
          "sys/tools/random",
          "identity/entity",
          "identity/group",
          "identity/mfa/method/totp",
          "cubbyhole/any",
          "kv/config",
          "transit/keys/tenant");

  @Override
  public String toString() {
    return "%s %s/%s".formatted(method, namespace, path);
  }

  /** All of the above in a tenant's namespace, for one value. */
  static List<Attempt> inTenant(String namespace, String id) {
    return every(namespace, IN_TENANT.stream().map(path -> path.replace("ID", id)).toList());
  }

  static List<Attempt> inAppliance() {
    return every("appliance", IN_APPLIANCE);
  }

  static List<Attempt> inRoot() {
    return every("", IN_ROOT);
  }

  /**
   * Makes the attempts; returns those that were not denied, as {@code METHOD namespace/path}. 405
   * says that the method does not exist there.
   */
  static Set<String> thatPass(OpenBaoClient client, String token, List<Attempt> attempts) {
    var passed = new TreeSet<String>();
    for (Attempt attempt : attempts) {
      int status = attempt.send(client, token);
      if (status != 403 && status != 405) {
        passed.add(attempt.toString());
      }
    }
    return passed;
  }

  int send(OpenBaoClient client, String token) {
    return client.send(token, method, namespace, path, body).status();
  }

  private static List<Attempt> every(String namespace, List<String> paths) {
    var all = new ArrayList<Attempt>();
    for (String path : paths) {
      for (String method : METHODS) {
        // PATCH is refused before it is authorized when it has no body.
        Map<String, ?> body = method.equals("PATCH") ? Map.of("any", "any") : Map.of();
        all.add(new Attempt(method, namespace, path, body));
      }
    }
    return all;
  }
}
