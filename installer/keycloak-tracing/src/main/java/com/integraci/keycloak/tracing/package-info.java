/**
 * Lets Keycloak's spans out, with what is safe in them and nothing else.
 *
 * <p>Job: take what Keycloak notes of a request that belongs to a trace of the control plane, leave
 * out all that is not on a list, and send the rest to the operator's collector. Keycloak's own way
 * to a collector is not built in, so that without this nothing leaves. Runs inside Keycloak; uses
 * OpenTelemetry's interface for extensions, nothing of ours.
 */
package com.integraci.keycloak.tracing;
