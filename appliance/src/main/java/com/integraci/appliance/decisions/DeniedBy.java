package com.integraci.appliance.decisions;

/**
 * What made decisions a no.
 *
 * @param rule the rule's id
 * @param bundle as it stands in this bundle alone, its digest in hexadecimal; "" for any
 * @param filter which of them
 */
public record DeniedBy(String rule, String bundle, DecisionFilter filter) {}
