/**
 * {@code integraci compliance}: verifies evidence packs, offline. May use the format in {@code
 * bundles}, {@code audit}'s keys and {@code outcome}.
 */
package com.integraci.installer.compliance;
