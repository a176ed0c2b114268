package com.integraci.appliance.identity;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.Map;
import java.util.TreeMap;

/** Entries of what callers were refused, in transactions of their own: the action's rolled back. */
final class Refusals {

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;

  Refusals(Database database, Policy policy, AuditLog audit) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
  }

  void record(Caller caller, Route route, Failure failure) {
    var resource = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.TENANT_READ, resource);
    var facts = new TreeMap<>(Map.of("operation", route.operationId()));
    if (failure instanceof Denied denied) {
      facts.put("action", denied.action());
    }
    var event = new AuditEvent(resource, AuditEvent.Outcome.DENIED, facts, new TreeMap<>());
    database.inTenant(
        caller.tenant(),
        tx -> {
          audit.append(tx, permit, event);
          return event;
        });
  }
}
