package com.integraci.installer.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A component that is to run for as long as the appliance does.
 *
 * @param launch how it is started
 * @param ready whether it does its work now; asked about three times a second while it starts, so
 *     it has a bound of its own of a few seconds
 * @param startBound how long it may take to become ready
 */
public record Service(Launch launch, BooleanSupplier ready, Duration startBound) {}
