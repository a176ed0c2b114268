package com.integraci.installer.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A component that is to run for as long as the appliance does.
 *
 * @param launch how it is started
 * @param ready whether it does its work now; asked about three times a second while it starts, so
 *     it has a bound of its own of a few seconds
 * @param startBound how long it may take to become ready
 * @param logs what it writes itself and opens anew on HUP, beside its output; kept bounded
 */
public record Service(Launch launch, BooleanSupplier ready, Duration startBound, List<Path> logs) {
  public Service {
    logs = List.copyOf(logs);
  }

  /** A service that logs to its output alone. */
  public Service(Launch launch, BooleanSupplier ready, Duration startBound) {
    this(launch, ready, startBound, List.of());
  }
}
