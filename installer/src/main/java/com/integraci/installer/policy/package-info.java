/**
 * {@code integraci policy}: writes, checks, tests and signs policy bundles and decides by them,
 * offline, and publishes them. May use the format in {@code bundles}, the component store, {@code
 * outcome}, and of {@code stack} what asks an appliance.
 */
package com.integraci.installer.policy;
