/**
 * Who is in a team and as what: roles, removal, leaving. Rows change in the verb's transaction and
 * count from the next request; what Keycloak holds follows by workflow. Names and addresses stay in
 * the team's realm. May use {@code workflow}, {@code keycloak}, {@code audit}, {@code policy},
 * {@code database}, {@code http} and {@code failure}.
 */
package com.integraci.appliance.members;
