package com.integraci.appliance.members;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.openbao.SecretValue;
import java.util.Objects;

/**
 * Another secret for an identity provider.
 *
 * @param account whom the appliance signs in as with it, or "" for the same as before
 */
public record RotateProvider(String account, SecretValue secret) {

  public RotateProvider {
    Objects.requireNonNull(account);
    Objects.requireNonNull(secret);
  }

  /**
   * Reads it, of a program or of a form alike.
   *
   * @throws Invalid with everything that is wrong
   */
  public static RotateProvider of(Fields fields, IdentityProvider.Kind kind) {
    // A kind without a secret is told so by the verb.
    var field = kind.secretField().orElse("client_secret");
    var secret = fields.value(field, 1, AttachProvider.SECRET_MAX);
    boolean ldap = kind == IdentityProvider.Kind.LDAP && fields.has(LdapSettings.ACCOUNT);
    var account = ldap ? LdapSettings.account(fields) : "";
    fields.end();
    return new RotateProvider(account, new SecretValue(secret));
  }

  /** A secret is shown nowhere. */
  @Override
  public String toString() {
    return "RotateProvider[" + account + "]";
  }
}
