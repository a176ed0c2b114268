package com.integraci.appliance.secrets;

import com.integraci.appliance.openbao.SecretValue;
import java.util.Objects;

/**
 * Puts a value under a name, or rotates the one that is there.
 *
 * @param expected what the change depends on
 * @param key the {@code Idempotency-Key}, up to 200 characters, or "" for none: the same key gives
 *     the same version, for a day at least
 * @param dryRun whether to check all and change nothing
 */
public record PutSecret(
    SecretName name, SecretValue value, Expected expected, String key, boolean dryRun) {

  public PutSecret {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
    Objects.requireNonNull(expected);
    if (key.length() > 200) {
      throw new IllegalArgumentException("a key of " + key.length() + " characters");
    }
  }
}
