package com.integraci.appliance.bundles;

import com.integraci.bundles.rego.TestReport;

/**
 * A bundle that was checked and that its tests hold for.
 *
 * @param <T> what was read
 * @param read the bundle, and what came with it
 * @param report of its tests
 */
record Passed<T>(T read, TestReport report) {}
