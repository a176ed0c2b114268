/**
 * OpenBao as the control plane uses it: tenants' namespaces, their secrets' values, the password
 * hashes of sign-ups under way, and the audit signing key. Each goes by the one credential that may
 * do it; which may do what is said in {@code config/openbao}. May use {@code policy}, {@code
 * database} (for {@code TenantId}), {@code failure} and {@code config}.
 */
package com.integraci.appliance.openbao;
