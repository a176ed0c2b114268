/**
 * What the control plane does in Keycloak: makes and removes realms, imports users, and proves
 * itself with its key. Callers wait; nothing here is done inside a transaction. May use {@code
 * database} (for {@code TenantId}), {@code failure} and {@code config}.
 */
package com.integraci.appliance.keycloak;
