/**
 * Teams: signing up, provisioning everything a tenant consists of as a durable workflow, the
 * appliance's own tenant, and who sees which tenants. A new layer is one class and one line in
 * {@link com.integraci.appliance.tenancy.Provisioning}. May use {@code workflow}, {@code audit},
 * {@code policy}, {@code database}, {@code keycloak}, {@code openbao}, {@code failure} and {@code
 * config}; its routes use {@code http}.
 */
package com.integraci.appliance.tenancy;
