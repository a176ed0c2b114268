/**
 * Policy bundles (docs/policy-bundles.md): their format, their tests, and decisions by them.
 *
 * <p>It stands here because command line and control plane decide by the same code. May use {@code
 * com.integraci.bundles.rego}, Jackson and the JDK; no database, no network.
 */
package com.integraci.bundles.policy;
