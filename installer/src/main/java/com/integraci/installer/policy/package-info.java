/**
 * {@code integraci policy}: writes, checks and tests policy bundles and decides by them, offline.
 * May use the format in {@code bundles}, the component store and {@code outcome}.
 */
package com.integraci.installer.policy;
