package com.integraci.appliance.alerts;

import java.util.Objects;

/**
 * Something that is wrong at this moment.
 *
 * @param kind what
 * @param subject with what, an id or a technical name: {@code [A-Za-z0-9_.:-]{1,64}}
 * @param severity how bad
 */
public record Trouble(Kind kind, String subject, Severity severity) {

  public Trouble {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(severity);
    if (!subject.matches("[A-Za-z0-9_.:-]{1,64}")) {
      throw new IllegalArgumentException("not a subject of an alert");
    }
  }
}
