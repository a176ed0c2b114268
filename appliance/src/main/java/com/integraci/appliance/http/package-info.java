/**
 * What stands between the network and the features: one table of routes, limits on everything that
 * comes in, request ids, security headers, problem documents, the API's description, health and
 * metrics. Features contribute {@link com.integraci.appliance.http.Routes}; who asks is said by the
 * {@link com.integraci.appliance.http.Guard} that {@code identity} gives. May use {@code failure},
 * {@code policy}, {@code metrics} and {@code database} (ids only).
 */
package com.integraci.appliance.http;
