/**
 * Evidence (docs/policy-bundles.md): files of an outside CI, turned into facts to decide on.
 *
 * <p>It works on bytes, so that command line and control plane read them by the same code. What is
 * malformed, too large or not trusted is refused with its place; nothing is cut short or guessed.
 * May use {@code com.integraci.bundles.policy}, {@code com.integraci.bundles.rego}, Jackson and the
 * JDK; no file, no network.
 */
package com.integraci.bundles.evidence;
