/**
 * Puts the distribution together at build time: our jars with what they need, and a Java runtime.
 *
 * <p>Runs as the last step of the build and ships in nothing. The runtime is linked into the store,
 * because it takes 20 s and changes only with the JDK. Uses the store of {@code airgap}.
 */
package com.integraci.dist;
