/**
 * NATS as the control plane uses it: an account for each tenant, signed by the operator's key in
 * OpenBao, with the tenant's stream in it; what the broker keeps of accounts is compared with
 * PostgreSQL and put right. May use {@code openbao}, {@code audit}, {@code policy}, {@code
 * database}, {@code failure}, {@code jobs} and {@code config}.
 */
package com.integraci.appliance.broker;
