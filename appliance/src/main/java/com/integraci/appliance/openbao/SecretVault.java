package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Values of tenants' secrets. The control plane's own credential reaches none: for each call here
 * it asks for a single-use secret of the tenant's role {@code request}, logs in with it to the
 * tenant's namespace, and revokes the token when the call ends; left alone it ends after 60 s.
 *
 * <p>Every call takes a permit, because an entry about the credential has to be in the tenant's
 * chain before it is asked for.
 */
public final class SecretVault {

  private final Wire wire;
  private final Credential controlPlane;

  SecretVault(Wire wire, Credential controlPlane) {
    this.wire = wire;
    this.controlPlane = controlPlane;
  }

  /**
   * Stores a value under an id that no value was stored under before.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it is not known to be stored
   */
  public void put(Permit permit, UUID id, SecretValue value) {
    var body = Map.of("options", Map.of("cas", 0), "data", Map.of("value", value.reveal()));
    try (var session = login(permit.tenant())) {
      session.send(Call.write(session.namespace(), "kv/data/" + id, body)).expectDone();
    }
  }

  /** Destroys values and all that is kept about them. What is absent is no error. */
  public void destroy(Permit permit, List<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    try (var session = login(permit.tenant())) {
      for (UUID id : ids) {
        session.send(Call.delete(session.namespace(), "kv/metadata/" + id)).expectDone();
      }
    }
  }

  private RequestSession login(TenantId tenant) {
    return RequestSession.mint(wire, controlPlane, Call.namespace(tenant));
  }
}
