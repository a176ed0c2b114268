package com.integraci.keycloak.bcrypt;

import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Offers {@code hashAlgorithm(bcrypt)} to a realm's password policy, and is the default. */
public final class BcryptFactory implements PasswordHashProviderFactory {
  /**
   * Above Keycloak's own Argon2. Without this a realm whose policy names no algorithm would rehash
   * an imported password to Argon2 at the first sign-in.
   */
  private static final int ORDER = 10_000;

  @Override
  public PasswordHashProvider create(KeycloakSession session) {
    return new BcryptPasswords();
  }

  @Override
  public String getId() {
    return BcryptPasswords.ALGORITHM;
  }

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
