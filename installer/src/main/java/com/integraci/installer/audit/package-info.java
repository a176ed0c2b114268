/**
 * {@code integraci audit}: verifies exports of the audit log, offline. May use the format in {@code
 * bundles} and {@code outcome}.
 */
package com.integraci.installer.audit;
