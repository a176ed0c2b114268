/**
 * Durable work in steps, journaled in PostgreSQL behind the tenants' wall. A feature writes {@link
 * com.integraci.appliance.workflow.Step}s and joins them to a {@link
 * com.integraci.appliance.workflow.Definition}; {@link com.integraci.appliance.workflow.Workflows}
 * has the verbs, {@link com.integraci.appliance.workflow.WorkflowEngine} does the work. May use
 * {@code audit}, {@code policy}, {@code database} and {@code failure}; its routes use {@code http}.
 */
package com.integraci.appliance.workflow;
