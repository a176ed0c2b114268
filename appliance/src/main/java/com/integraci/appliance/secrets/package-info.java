/**
 * A team's secrets: put, rotate, list, delete. The value goes to OpenBao and is never returned;
 * PostgreSQL holds the reference. May use {@code openbao}, {@code audit}, {@code policy}, {@code
 * database}, {@code http} and {@code failure}.
 */
package com.integraci.appliance.secrets;
