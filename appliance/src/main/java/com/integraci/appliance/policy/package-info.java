/**
 * Who may do what: one golden table of action and role. {@link
 * com.integraci.appliance.policy.Policy} alone makes a {@link
 * com.integraci.appliance.policy.Permit}, and no store writes without one. May use {@code database}
 * (for {@code TenantId}) and {@code failure}.
 */
package com.integraci.appliance.policy;
