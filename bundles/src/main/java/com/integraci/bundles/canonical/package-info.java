/**
 * Canonical JSON: the one spelling of a value, so that its bytes can be hashed and signed.
 *
 * <p>May use Jackson for reading and nothing else of ours.
 */
package com.integraci.bundles.canonical;
