/**
 * Rego: checked, tested and compiled by Open Policy Agent's command, in a sandbox, and run as
 * WebAssembly. Knows nothing of bundles. May use the WebAssembly runtime, Jackson and the JDK.
 */
package com.integraci.bundles.rego;
