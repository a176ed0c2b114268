package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

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
    for (NamespacePart part : NamespacePart.values()) {
      make(tenant, part);
    }
  }

  /** Makes one part, the namespace being there. */
  void make(TenantId tenant, NamespacePart part) {
    String namespace = Call.namespace(tenant);
    if (part.mount()) {
      mount(namespace, part.path(), part.parameters());
    } else {
      write(namespace, part.path(), part.parameters());
    }
  }

  /**
   * Makes the key of the tenant's account at the broker, or what is missing of it: the transit key
   * {@code broker}, and the policy {@code request} as this release has it, which signs with it.
   *
   * @return the public key, 32 bytes
   */
  public byte[] provisionBroker(TenantId tenant) {
    String namespace = Call.namespace(tenant);
    make(tenant, NamespacePart.POLICY);
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
    State namespace = namespace(tenant);
    if (namespace != State.READY) {
      return namespace;
    }
    String path = "auth/approle/role/request/role-id";
    Answer role = provisioner.send(Call.read(Call.namespace(tenant), path));
    return role.done() ? State.READY : State.PARTIAL;
  }

  /** The namespace alone, whatever is in it. */
  State namespace(TenantId tenant) {
    Answer found =
        provisioner.send(Call.read(Call.ROOT, "sys/namespaces/" + Call.namespace(tenant)));
    if (found.missing()) {
      return State.ABSENT;
    }
    return found.data().path("tainted").asBoolean(false) ? State.PARTIAL : State.READY;
  }

  /**
   * The public key of the tenant's account at the broker, 32 bytes; empty when there is no such
   * key.
   */
  public Optional<byte[]> brokerKey(TenantId tenant) {
    String path = "transit/keys/broker?type=ed25519";
    Answer found = provisioner.send(Call.read(Call.namespace(tenant), path));
    return found.missing() ? Optional.empty() : Optional.of(BrokerKeys.publicKey(found));
  }

  private void mount(String namespace, String path, Map<String, ?> body) {
    Answer answer = provisioner.send(Call.write(namespace, path, body));
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
