/**
 * The door to PostgreSQL. {@link com.integraci.appliance.database.Database#inTenant} is the only
 * way to a tenant's rows; what is anonymous and what looks across tenants has a login role, a pool
 * and a class of its own. May use {@code failure} and {@code config}.
 */
package com.integraci.appliance.database;
