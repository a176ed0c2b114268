/**
 * Who asks: bearer tokens of the tenants' realms, sessions of browsers, sign-in and sign-out with
 * Keycloak, and the way to Keycloak itself, so that the browser sees one origin. The tenant comes
 * from the realm, the role from the database. May use {@code http}, {@code keycloak} (for its key),
 * {@code tenancy} (for its realms), {@code policy}, {@code audit}, {@code database} and {@code
 * failure}.
 */
package com.integraci.appliance.identity;
