/**
 * What PostgreSQL, Keycloak, OpenBao and NATS tell of themselves, for an operator's Prometheus:
 * from one place, with one credential, without a port more. Each is asked by a credential that can
 * do no more of the kind. May use {@code keycloak}, {@code openbao}, {@code broker}, {@code http},
 * {@code metrics}, {@code policy}, {@code database} and {@code failure}.
 */
package com.integraci.appliance.components;
