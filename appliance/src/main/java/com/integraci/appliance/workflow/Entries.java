package com.integraci.appliance.workflow;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The engine's permits, and the entries of what its workflows do. */
class Entries {

  private final Policy policy;
  private final AuditLog audit;

  Entries(Policy policy, AuditLog audit) {
    this.policy = policy;
    this.audit = audit;
  }

  /** Every entry goes through here. */
  void append(Tx tx, Permit permit, AuditEvent event) {
    audit.append(tx, permit, event);
  }

  /** For what a step does. */
  Permit permit(Position at) {
    var run = at.run();
    return policy.system(
        run.tenant(), run.workflow(), at.definition().action(), resource(run.workflow()));
  }

  /** For what is the engine's own: the lease. */
  Permit permit(Claim claim) {
    return policy.system(
        claim.tenant(), claim.workflow(), Action.WORKFLOW_RUN, resource(claim.workflow()));
  }

  private static Resource resource(UUID workflow) {
    return new Resource("workflow", workflow);
  }

  void done(Tx tx, Permit permit, Position at) {
    append(tx, permit, AuditEvent.done(permit.resource()).with(facts(at)));
  }

  void failed(Tx tx, Permit permit, Map<String, String> facts) {
    append(
        tx,
        permit,
        new AuditEvent(
            permit.resource(), AuditEvent.Outcome.FAILED, new TreeMap<>(facts), new TreeMap<>()));
  }

  /** A child was started. */
  void started(Tx tx, Permit permit, Position at, UUID child, String definition) {
    child(tx, permit, at, child, Map.of("definition", definition));
  }

  /** A child was told to turn round. */
  void cancelled(Tx tx, Permit permit, Position at, UUID child) {
    child(tx, permit, at, child, Map.of("asked", "cancel"));
  }

  private void child(Tx tx, Permit permit, Position at, UUID child, Map<String, String> facts) {
    var place = Map.of("parent", at.run().workflow().toString(), "step", at.step().name());
    append(tx, permit, AuditEvent.done(resource(child)).with(place).with(facts));
  }

  /** The attempt's number stays out: how often it was tried is the journal's. */
  static Map<String, String> facts(Position at) {
    return facts(at.definition().name(), at.step().name(), at.undoing());
  }

  static Map<String, String> facts(Taken taken) {
    return facts(taken.definition(), taken.step(), taken.undoing());
  }

  private static Map<String, String> facts(String definition, String step, boolean undoing) {
    return Map.of("definition", definition, "step", step, "direction", undoing ? "undo" : "run");
  }
}
