package com.integraci.keycloak.joining;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A step of the flow in which somebody comes from an identity provider for the first time: with a
 * proof that holds, the proof's account is theirs. An account that has come from a provider before
 * is joined to no second one this way, so that a proof is good once. Without one the flow goes on.
 */
final class Joining implements Authenticator {

  /** Keycloak keeps what else was asked with under this. */
  private static final String PARAMETER = "client_request_param_joining";

  private static final String TENANT = "integraci.tenant";
  private static final String CLIENT = "console";
  private static final String KEYS = "jwks.string";

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    var proof = context.getAuthenticationSession().getClientNote(PARAMETER);
    account(context.getSession(), context.getRealm(), proof)
        .ifPresentOrElse(
            user -> {
              context.setUser(user);
              context.success();
            },
            context::attempted);
  }

  private static Optional<UserModel> account(
      KeycloakSession session, RealmModel realm, String proof) {
    var client = realm.getClientByClientId(CLIENT);
    var tenant = realm.getAttribute(TENANT);
    if (proof == null || client == null || tenant == null || client.getAttribute(KEYS) == null) {
      return Optional.empty();
    }
    return Proof.account(proof, client.getAttribute(KEYS), tenant, Instant.now())
        .map(id -> session.users().getUserById(realm, id))
        .filter(
            user -> session.users().getFederatedIdentitiesStream(realm, user).findAny().isEmpty());
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    context.attempted();
  }

  @Override
  public boolean requiresUser() {
    return false;
  }

  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

  @Override
  public void close() {}
}
