package com.integraci.keycloak.bcrypt;

import java.nio.charset.StandardCharsets;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/**
 * Refuses in Keycloak's own forms, with a message, a password that has more bytes in UTF-8 than
 * bcrypt reads. Keycloak's {@code maxLength} counts characters, which is not the same.
 */
final class PasswordBytes implements PasswordPolicyProvider {
  /** Key into {@code theme-resources/messages}; the one parameter is the limit in bytes. */
  static final String MESSAGE = "invalidPasswordMaxBytesMessage";

  @Override
  public PolicyError validate(RealmModel realm, UserModel user, String password) {
    return validate("", password);
  }

  @Override
  public PolicyError validate(String user, String password) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    // The interface wants null for a password that passes.
    return bytes <= BcryptPasswords.PASSWORD_BYTES_MAX
        ? null
        : new PolicyError(MESSAGE, BcryptPasswords.PASSWORD_BYTES_MAX);
  }

  @Override
  public Object parseConfig(String value) {
    // The limit is bcrypt's, not the realm's, so any value means the same.
    return BcryptPasswords.PASSWORD_BYTES_MAX;
  }

  @Override
  public void close() {}
}
