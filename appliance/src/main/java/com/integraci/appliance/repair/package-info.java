/**
 * Puts a team's layers right: looks how realm, secrets and broker differ from what PostgreSQL says,
 * shows it as a plan, and has a workflow do exactly that plan. May use {@code keycloak}, {@code
 * openbao}, {@code broker}, {@code accounts}, {@code workflow}, {@code audit}, {@code http}, {@code
 * policy} and {@code database}.
 */
package com.integraci.appliance.repair;
