/**
 * Keycloak as we run it: the pinned distribution, built once with our providers and options.
 *
 * <p>Job: turn the distribution into a read-only folder of the store that starts without building.
 * Uses the store; knows nothing of addresses, passwords or data folders.
 */
package com.integraci.installer.keycloak;
