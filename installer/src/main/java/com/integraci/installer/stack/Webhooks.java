package com.integraci.installer.stack;

import java.util.Objects;
import java.util.Optional;

/**
 * Where teams' webhooks may go, as the operator says at a start.
 *
 * @param insideAllowed whether also to addresses that are not the public Internet's
 * @param authorities whom receivers' certificates may come from beside the system's (PEM)
 */
public record Webhooks(boolean insideAllowed, Optional<String> authorities) {
  public Webhooks {
    Objects.requireNonNull(authorities);
  }
}
