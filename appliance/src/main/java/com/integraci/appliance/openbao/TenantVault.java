package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.config.OpenBaoConfig;
import java.io.IOException;
import java.util.Map;

/**
 * Tenants' namespaces in OpenBao, made and removed by the workflow alone: the credential behind it
 * can build one out of fixed parts and read nothing in it.
 */
public final class TenantVault {

  private final Credential provisioner;

  TenantVault(Credential provisioner) {
    this.provisioner = provisioner;
  }

  /** What there is of a tenant's namespace. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** A part, because making it was cut off or removing it has not ended. */
    PARTIAL,
    /** All of it. */
    READY
  }

  /**
   * Makes the tenant's namespace {@code t-<uuid>} with its parts, or what is missing of them: KV 2
   * at {@code kv}, the transit key {@code tenant}, the role and policy {@code request}.
   *
   * @throws Unavailable when OpenBao can't do it now; to be called again
   */
  public void provision(TenantId tenant) {
    String namespace = Call.namespace(tenant);
    provisioner.send(Call.write(Call.ROOT, "sys/namespaces/" + namespace, Map.of())).expectDone();
    mount(namespace, "sys/mounts/kv", "kv-v2");
    mount(namespace, "sys/mounts/transit", "transit");
    mount(namespace, "sys/auth/approle", "approle");
    write(namespace, "transit/keys/tenant", Map.of("type", "aes256-gcm96"));
    write(namespace, "kv/config", Map.of("cas_required", "true", "max_versions", "1"));
    write(namespace, "sys/policies/acl/request", Map.of("policy", OpenBaoConfig.requestPolicy()));
    // The last part: state() takes its presence for the whole.
    write(
        namespace,
        "auth/approle/role/request",
        Map.of(
            "role_id", "request",
            "token_policies", "request",
            "token_no_default_policy", "true",
            "token_ttl", "60s",
            "token_max_ttl", "60s",
            "secret_id_ttl", "60s",
            "secret_id_num_uses", "1"));
  }

  /**
   * Makes the key of the tenant's account at the broker, or what is missing of it: the transit key
   * {@code broker}, and the policy {@code request} as this release has it, which signs with it.
   *
   * @return the public key, 32 bytes
   */
  public byte[] provisionBroker(TenantId tenant) {
    String namespace = Call.namespace(tenant);
    write(namespace, "sys/policies/acl/request", Map.of("policy", OpenBaoConfig.requestPolicy()));
    // A key that is there stays as it is; the answer describes it either way.
    var type = Map.of("type", "ed25519");
    return BrokerKeys.publicKey(
        provisioner.send(Call.write(namespace, "transit/keys/broker", type)));
  }

  /**
   * Removes the tenant's namespace and every value and key in it, for good. Removing what is absent
   * is no error.
   *
   * @throws Unavailable also while OpenBao has not ended removing it; to be called again
   */
  public void remove(TenantId tenant) {
    String path = "sys/namespaces/" + Call.namespace(tenant);
    provisioner.send(Call.delete(Call.ROOT, path)).expectDone();
    if (state(tenant) != State.ABSENT) {
      throw new Unavailable(
          "openbao",
          "OpenBao is still removing the tenant's secrets. Nothing needs to be done.",
          new IOException(path + " is not gone"));
    }
  }

  /** What there is of the tenant's namespace. */
  public State state(TenantId tenant) {
    String namespace = Call.namespace(tenant);
    Answer found = provisioner.send(Call.read(Call.ROOT, "sys/namespaces/" + namespace));
    if (found.missing()) {
      return State.ABSENT;
    }
    if (found.data().path("tainted").asBoolean(false)) {
      return State.PARTIAL;
    }
    Answer role = provisioner.send(Call.read(namespace, "auth/approle/role/request/role-id"));
    return role.done() ? State.READY : State.PARTIAL;
  }

  private void mount(String namespace, String path, String type) {
    Answer answer = provisioner.send(Call.write(namespace, path, Map.of("type", type)));
    if (!answer.inUse()) {
      answer.expectDone();
    }
  }

  private void write(String namespace, String path, Map<String, ?> body) {
    Answer answer = provisioner.send(Call.write(namespace, path, body));
    if (answer.upgrading()) {
      throw new Unavailable(
          "openbao",
          "OpenBao is still making the tenant's store. Nothing needs to be done.",
          new IOException(answer.toString()));
    }
    answer.expectDone();
  }
}
