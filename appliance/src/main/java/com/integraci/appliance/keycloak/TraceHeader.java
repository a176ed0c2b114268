package com.integraci.appliance.keycloak;

import com.integraci.appliance.tracing.Trace;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientRequest;

/** Says to Keycloak which trace a request belongs to: its spans stand below the current one. */
public final class TraceHeader {

  private static final HeaderName NAME = HeaderNames.create("traceparent");

  private TraceHeader() {}

  /** Adds it to a request, unless there is no span; without one Keycloak keeps nothing. */
  public static HttpClientRequest on(HttpClientRequest request) {
    var traceparent = Trace.traceparent();
    return traceparent.isEmpty() ? request : request.header(NAME, traceparent);
  }
}
