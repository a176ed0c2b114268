/**
 * What the appliance may connect to where a customer says.
 *
 * <p>Job: tell the public Internet's addresses from those inside. Uses nothing of the other modules
 * and no library, for Keycloak's providers take it with them.
 */
package com.integraci.network;
