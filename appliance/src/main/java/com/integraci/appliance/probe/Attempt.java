package com.integraci.appliance.probe;

import java.util.Objects;

/**
 * One thing that a wall must stop.
 *
 * @param area {@code database}, {@code secrets}, {@code broker} or {@code routes}
 * @param what what was tried
 * @param answer what came of it
 * @param blocked whether the wall stopped it
 */
public record Attempt(String area, String what, String answer, boolean blocked) {

  public Attempt {
    Objects.requireNonNull(area);
    Objects.requireNonNull(what);
    Objects.requireNonNull(answer);
  }
}
