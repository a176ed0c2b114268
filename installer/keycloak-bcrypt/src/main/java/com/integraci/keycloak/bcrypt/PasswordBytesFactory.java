package com.integraci.keycloak.bcrypt;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/** Offers {@code maxBytes(72)} to a realm's password policy. */
public final class PasswordBytesFactory implements PasswordPolicyProviderFactory {
  @Override
  public PasswordPolicyProvider create(KeycloakSession session) {
    return new PasswordBytes();
  }

  @Override
  public String getId() {
    return "maxBytes";
  }

  @Override
  public String getDisplayName() {
    return "Maximum bytes (bcrypt)";
  }

  @Override
  public String getConfigType() {
    return PasswordPolicyProvider.INT_CONFIG_TYPE;
  }

  @Override
  public String getDefaultConfigValue() {
    return String.valueOf(BcryptPasswords.PASSWORD_BYTES_MAX);
  }

  @Override
  public boolean isMultiplSupported() {
    return false;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
