package com.integraci.installer.stack;

import java.util.Objects;
import java.util.Optional;

/**
 * What teams' own identity providers may be, as the operator says at a start.
 *
 * @param insideAllowed whether they may also stand at addresses that are not the public Internet's
 * @param authorities whom their certificates may come from beside the system's (PEM)
 */
public record Providers(boolean insideAllowed, Optional<String> authorities) {
  public Providers {
    Objects.requireNonNull(authorities);
  }
}
