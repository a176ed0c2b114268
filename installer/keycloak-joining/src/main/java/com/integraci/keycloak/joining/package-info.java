/**
 * Joins an account to whoever holds its invitation.
 *
 * <p>Job: when somebody comes from a team's own identity provider for the first time, verify the
 * proof that the control plane gave out for one account, and say that it is theirs. Runs inside
 * Keycloak; uses its provider interfaces, nothing of ours.
 */
package com.integraci.keycloak.joining;
