package com.integraci.appliance.alerts;

import java.util.List;
import java.util.function.Supplier;

/**
 * Looks for trouble. When the look itself fails, nothing is known: what it found before stays as it
 * is.
 *
 * @param kinds what it looks for, and all that it may find
 * @param look what is wrong now, bounded in time and number
 */
public record Sensor(List<Kind> kinds, Supplier<List<Trouble>> look) {

  public Sensor {
    kinds = List.copyOf(kinds);
  }
}
