/**
 * Rego: checked, tested and compiled by Open Policy Agent's command, in a sandbox. Knows nothing of
 * bundles. May use Jackson and the JDK.
 */
package com.integraci.bundles.rego;
