package com.integraci.appliance.secrets;

import java.util.Objects;

/**
 * Deletes a secret and destroys its value.
 *
 * @param expected what the change depends on
 * @param dryRun whether to check all and change nothing
 */
public record DeleteSecret(SecretName name, Expected expected, boolean dryRun) {

  public DeleteSecret {
    Objects.requireNonNull(name);
    Objects.requireNonNull(expected);
  }
}
