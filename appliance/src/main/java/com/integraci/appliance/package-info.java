/**
 * The control plane's process: {@link com.integraci.appliance.Main} starts it, {@link
 * com.integraci.appliance.ControlPlane} is its table of contents. May use every feature; nothing
 * uses it.
 */
package com.integraci.appliance;
