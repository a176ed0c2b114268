package com.integraci.appliance.workflow;

import java.util.Objects;

/**
 * A workflow that another one of its tenant starts and waits for; see {@link Wait.ForChildren}.
 *
 * @param definition the name of its definition; it is started in the latest version
 * @param payload what it is started with
 */
public record Child(String definition, Payload payload) {

  public Child {
    Objects.requireNonNull(definition);
    Objects.requireNonNull(payload);
  }
}
