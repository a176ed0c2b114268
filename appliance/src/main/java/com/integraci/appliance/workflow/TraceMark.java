package com.integraci.appliance.workflow;

import com.integraci.appliance.tracing.Trace;
import java.util.TreeMap;

/**
 * Where the trace of what started a workflow is kept, so that its steps go on with it after a
 * restart as well: in what the workflow was started with, under a name that no step reads.
 */
final class TraceMark {

  private static final String NAME = "traceparent";
  private static final int ROOM = 100;

  private TraceMark() {}

  /** The same with the current trace, if there is one and it fits. */
  static Payload on(Payload payload) {
    var traceparent = Trace.traceparent();
    if (traceparent.isEmpty() || payload.json().length() > Payload.BYTES_MAX / 2 - ROOM) {
      return payload;
    }
    var values = new TreeMap<>(payload.values());
    values.put(NAME, traceparent);
    return new Payload(values);
  }

  /** A span of one attempt at a step. */
  static Trace attempt(Position at) {
    var run = at.run();
    return Trace.resumed(
            (at.undoing() ? "undo " : "step ") + at.step().name(),
            run.payload().values().getOrDefault(NAME, ""))
        .with("integraci.tenant.id", run.tenant().toString())
        .with("integraci.workflow.id", run.workflow().toString())
        .with("integraci.workflow.definition", at.definition().name())
        .with("integraci.workflow.attempt", at.attempt());
  }
}
