/**
 * Evidence packs, format 1 (docs/compliance.md): what a team decided in a time, with all that it
 * takes to check it away from any appliance, in one file.
 *
 * <p>May use every other package of this module, Jackson and the JDK; no network.
 */
package com.integraci.bundles.pack;
