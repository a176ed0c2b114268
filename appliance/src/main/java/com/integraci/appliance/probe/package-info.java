/**
 * The isolation probe: tries from one tenant at another whatever the walls must stop, with real
 * connections, and keeps what answered. May use {@code accounts}, {@code tenancy}, {@code broker},
 * {@code openbao}, {@code audit}, {@code http}, {@code metrics}, {@code policy} and {@code
 * database}.
 */
package com.integraci.appliance.probe;
