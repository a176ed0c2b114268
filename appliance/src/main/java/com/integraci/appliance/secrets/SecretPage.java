package com.integraci.appliance.secrets;

import java.util.List;
import java.util.Optional;

/**
 * A page of a team's secrets, by name.
 *
 * @param secrets at most as many as asked for
 * @param next the name after which the next page begins, if there is one
 */
public record SecretPage(List<SecretReference> secrets, Optional<SecretName> next) {

  public SecretPage {
    secrets = List.copyOf(secrets);
  }
}
