package com.integraci.keycloak.joining;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Offers the step {@code integraci-joining} to flows. */
public final class JoiningFactory implements AuthenticatorFactory {

  @Override
  public String getId() {
    return "integraci-joining";
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return new Joining();
  }

  @Override
  public String getDisplayType() {
    return "Join an invited account";
  }

  @Override
  public String getHelpText() {
    return "Whoever brings the control plane's proof for an account is given it.";
  }

  @Override
  public String getReferenceCategory() {
    return null;
  }

  @Override
  public boolean isConfigurable() {
    return false;
  }

  @Override
  public boolean isUserSetupAllowed() {
    return false;
  }

  @Override
  public Requirement[] getRequirementChoices() {
    return new Requirement[] {Requirement.ALTERNATIVE, Requirement.DISABLED};
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
