/**
 * Alerts for operators: what is wrong with the appliance now, found by one job from facts that
 * others keep, raised and cleared with entries in the operators' chain. May use {@code mail},
 * {@code keycloak}, {@code audit}, {@code http}, {@code policy} and {@code database}.
 */
package com.integraci.appliance.alerts;
