package com.integraci.keycloak.bcrypt;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.ModelException;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Hashes and verifies with bcrypt.
 *
 * <p>A credential is stored as {@code {"algorithm":"bcrypt","hashIterations":COST}} with the whole
 * modular crypt string ({@code $2a$COST$…}, 60 characters) as its secret value and an empty salt,
 * for bcrypt keeps the salt in the string. The control plane imports credentials of that form.
 */
final class BcryptPasswords implements PasswordHashProvider {
  static final String ALGORITHM = "bcrypt";

  /** bcrypt reads this many bytes and would silently ignore the rest. */
  static final int PASSWORD_BYTES_MAX = 72;

  static final int COST_MIN = 10;

  /** One step doubles the time: at 14 a sign-in already takes about a second of a core. */
  static final int COST_MAX = 14;

  private static final int UNSET = -1;
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  @Override
  public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
    // False makes Keycloak hash anew at the next sign-in. A hash of ours is good as it is, unless
    // the realm asks for another cost, and then it is hashed with bcrypt again.
    int wanted = policy.getHashIterations();
    return isBcrypt(credential)
        && (wanted == UNSET
            || wanted == credential.getPasswordCredentialData().getHashIterations());
  }

  @Override
  public PasswordCredentialModel encodedCredential(String password, int iterations) {
    int cost = iterations == UNSET ? COST_MIN : iterations;
    if (cost < COST_MIN || cost > COST_MAX) {
      throw new ModelException("invalidBcryptCostMessage", cost, COST_MIN, COST_MAX);
    }
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > PASSWORD_BYTES_MAX) {
      throw new ModelException(PasswordBytes.MESSAGE, PASSWORD_BYTES_MAX);
    }
    String hash =
        new String(
            BCrypt.with(VERSION, LongPasswordStrategies.truncate(VERSION)).hash(cost, bytes),
            StandardCharsets.US_ASCII);
    return PasswordCredentialModel.createFromValues(ALGORITHM, new byte[0], cost, hash);
  }

  @Override
  public boolean verify(String password, PasswordCredentialModel credential) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (!isBcrypt(credential) || bytes.length > PASSWORD_BYTES_MAX) {
      return false;
    }
    byte[] hash = credential.getPasswordSecretData().getValue().getBytes(StandardCharsets.US_ASCII);
    return BCrypt.verifyer(VERSION, LongPasswordStrategies.truncate(VERSION))
        .verify(bytes, hash)
        .verified;
  }

  @Override
  public String credentialHashingStrength(PasswordCredentialModel credential) {
    return String.valueOf(credential.getPasswordCredentialData().getHashIterations());
  }

  private static boolean isBcrypt(PasswordCredentialModel credential) {
    return ALGORITHM.equals(credential.getPasswordCredentialData().getAlgorithm());
  }

  @Override
  public void close() {}
}
