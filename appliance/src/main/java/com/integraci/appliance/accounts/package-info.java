/**
 * Service accounts: programs that act in a team with client credentials. The client is Keycloak's;
 * who it is and what it may do is ours. May use {@code keycloak}, {@code workflow}, {@code audit},
 * {@code policy}, {@code database} and {@code failure}; its routes use {@code http}.
 */
package com.integraci.appliance.accounts;
