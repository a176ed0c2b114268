/**
 * Where the stack's programs come from: the component lock's through the store of module airgap,
 * Keycloak built there, ours from the distribution that this program itself was started from. Uses
 * {@code keycloak}, {@code outcome}, and {@code stack} for what it fills in.
 */
package com.integraci.installer.supply;
