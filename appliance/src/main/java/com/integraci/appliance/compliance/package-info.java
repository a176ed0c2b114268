/**
 * Evidence for frameworks: what the latest decisions say of the rules that a framework's controls
 * are mapped to. It never says that anybody meets a framework.
 */
package com.integraci.appliance.compliance;
