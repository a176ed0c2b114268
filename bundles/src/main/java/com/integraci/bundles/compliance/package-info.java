/**
 * Which rules of the shipped bundle give evidence for which controls of which frameworks
 * (docs/compliance.md).
 *
 * <p>May use {@code com.integraci.bundles.policy}, {@code com.integraci.bundles.rego}'s problems,
 * Jackson and the JDK.
 */
package com.integraci.bundles.compliance;
