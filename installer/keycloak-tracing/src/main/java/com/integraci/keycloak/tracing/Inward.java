package com.integraci.keycloak.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;

/**
 * Takes the trace that a request belongs to and passes it on to nobody: what Keycloak calls, such
 * as a team's own identity provider, learns nothing of it.
 *
 * @param form how it stands in a request
 */
record Inward(TextMapPropagator form) implements TextMapPropagator {

  @Override
  public Collection<String> fields() {
    return form.fields();
  }

  @Override
  public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {}

  @Override
  public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
    return form.extract(context, carrier, getter);
  }
}
