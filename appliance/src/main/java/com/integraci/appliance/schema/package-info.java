/**
 * Brings the database to this release's schema, in a process and under a user of its own, whose
 * credentials the control plane can't read. May use {@code config}.
 */
package com.integraci.appliance.schema;
