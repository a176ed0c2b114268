/**
 * Signatures of policy bundles (docs/policy-bundles.md): whoever has a team's public key can tell,
 * away from any appliance, that a bundle is the one that the team signed.
 *
 * <p>May use {@code com.integraci.bundles.policy}, {@code com.integraci.bundles.evidence}, {@code
 * com.integraci.bundles.canonical} and the JDK; no network.
 */
package com.integraci.bundles.signing;
