package com.integraci.appliance.openbao;

import com.integraci.appliance.failure.Unavailable;
import java.util.Map;

/** A login to one tenant's namespace, for one call; its end revokes the token. */
final class RequestSession implements AutoCloseable {

  private final Wire wire;
  private final String namespace;
  private final String token;

  private RequestSession(Wire wire, String namespace, String token) {
    this.wire = wire;
    this.namespace = namespace;
    this.token = token;
  }

  static RequestSession open(Wire wire, String namespace, String secretId) {
    var body = Map.of("role_id", "request", "secret_id", secretId);
    Answer answer = wire.send(Call.write(namespace, "auth/approle/login", body), "");
    String token = answer.expectDone().body().path("auth").path("client_token").asString();
    return new RequestSession(wire, namespace, token);
  }

  /** Asks for a login of one use and takes it. */
  static RequestSession mint(Wire wire, Credential controlPlane, String namespace) {
    Answer minted =
        controlPlane.send(Call.write(namespace, "auth/approle/role/request/secret-id", Map.of()));
    return open(wire, namespace, minted.data().path("secret_id").asString());
  }

  String namespace() {
    return namespace;
  }

  Answer send(Call call) {
    return wire.send(call, token);
  }

  /** If it can't be revoked now, it ends by itself within 60 s of the login. */
  @Override
  public void close() {
    try {
      wire.send(Call.write(namespace, "auth/token/revoke-self", Map.of()), token);
    } catch (Unavailable ended) {
      // What the session was for is done or has failed with its own reason.
    }
  }
}
