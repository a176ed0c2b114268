/**
 * The appliance's own certificate authority and the certificates it gives to its components. Uses
 * {@code folder} and {@code outcome}; the only place that knows Bouncy Castle.
 */
package com.integraci.installer.trust;
