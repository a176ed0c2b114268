/**
 * A team's own LDAP directory as an identity provider of Keycloak's brokering.
 *
 * <p>Job: ask somebody for the directory's name and password, let the directory say whether they
 * are right, and give Keycloak the entry's immutable id; try a directory before it is attached. No
 * account is made here and none is read from the directory. Runs inside Keycloak; uses its provider
 * interfaces, {@code network} and UnboundID's LDAP SDK.
 */
package com.integraci.keycloak.directory;
