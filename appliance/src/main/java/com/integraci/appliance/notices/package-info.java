/**
 * Notices: what each member is told of, made in the transaction of what it tells of, shown in the
 * console and the API, and mailed. May use {@code mail}, {@code keycloak}, {@code audit}, {@code
 * http}, {@code policy} and {@code database}.
 */
package com.integraci.appliance.notices;
