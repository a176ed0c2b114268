/**
 * Audit format 1 (docs/audit-format.md): entries, chains, signed statements, the export file and
 * its verifier.
 *
 * <p>It stands here because the control plane writes it and the command line verifies it. May use
 * {@code com.integraci.bundles.canonical} and the JDK; no database, no network.
 */
package com.integraci.bundles.audit;
