package com.integraci.appliance.keycloak;

import java.util.Objects;

/**
 * What a realm knows of a person.
 *
 * @param name as people write it, or ""
 * @param email address, or ""
 * @param codes whether the person has an app that shows codes as a second factor
 */
public record Profile(String name, String email, boolean codes) {

  public Profile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(email);
  }

  /** Nothing of it belongs into a log. */
  @Override
  public String toString() {
    return "[profile]";
  }
}
