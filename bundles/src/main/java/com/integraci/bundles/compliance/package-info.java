/**
 * Which rules of the shipped bundles give evidence for which controls of which frameworks
 * (docs/compliance.md), and what decisions come to by them: computed here for pages and for
 * evidence packs, and once more by whoever verifies a pack.
 *
 * <p>May use {@code com.integraci.bundles.canonical}, {@code com.integraci.bundles.policy}, {@code
 * com.integraci.bundles.rego}'s problems, Jackson and the JDK.
 */
package com.integraci.bundles.compliance;
