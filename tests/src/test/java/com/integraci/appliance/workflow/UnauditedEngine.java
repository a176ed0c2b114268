package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;

/** The engine as it is, without its audit entries: it stands here because nothing else may. */
public final class UnauditedEngine {

  private UnauditedEngine() {}

  /** As {@link WorkflowEngine#start}. */
  public static WorkflowEngine start(
      WorkflowEngine.Parts parts, WorkSignal signal, WorkflowEngine.Limits limits) {
    var none =
        new Entries(parts.policy(), parts.audit()) {
          @Override
          void append(Tx tx, Permit permit, AuditEvent event) {}
        };
    return WorkflowEngine.start(parts, signal, limits, none);
  }
}
