package com.integraci.appliance.openbao;

import com.integraci.appliance.policy.Permit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Secrets that customers' identity providers know their tenant by. They stand in the tenant's
 * namespace and are read for Keycloak alone. Each call logs in as {@link SecretVault} does, and
 * takes a permit for the same reason.
 */
public final class ProviderSecrets {

  private final Wire wire;
  private final Credential controlPlane;

  ProviderSecrets(Wire wire, Credential controlPlane) {
    this.wire = wire;
    this.controlPlane = controlPlane;
  }

  /**
   * Keeps a secret under an id that none was kept under before.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it is not known to be kept
   */
  public void put(Permit permit, UUID id, SecretValue value) {
    var body = Map.of("options", Map.of("cas", 0), "data", Map.of("value", value.reveal()));
    try (var session = login(permit)) {
      session.send(Call.write(session.namespace(), data(id), body)).expectDone();
    }
  }

  /** The secret, unless there is none under that id. */
  public Optional<String> read(Permit permit, UUID id) {
    try (var session = login(permit)) {
      Answer answer = session.send(Call.read(session.namespace(), data(id)));
      return answer.missing()
          ? Optional.empty()
          : Optional.of(answer.data().path("data").path("value").asString());
    }
  }

  /** Destroys a secret and all that is kept about it. What is absent is no error. */
  public void destroy(Permit permit, UUID id) {
    try (var session = login(permit)) {
      session.send(Call.delete(session.namespace(), "kv/metadata/provider/" + id)).expectDone();
    }
  }

  private static String data(UUID id) {
    return "kv/data/provider/" + id;
  }

  private RequestSession login(Permit permit) {
    return RequestSession.mint(wire, controlPlane, Call.namespace(permit.tenant()));
  }
}
