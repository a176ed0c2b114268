package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Starts workflows: those that a verb asks for, and the children that a step waits for. */
record Starter(Definitions definitions, Entries entries) {

  /** One that nobody waits for, of the latest version. */
  UUID start(Tx tx, Permit permit, String name, Payload payload) {
    var latest = definitions.latest(name);
    var run =
        new StepRun(permit.tenant(), UuidV7.next(), TraceMark.on(payload), Map.of(), Family.NONE);
    StartStore.insert(tx, permit, latest, run);
    await(tx, permit, latest, run);
    return run.workflow();
  }

  /**
   * Starts the children that a workflow waits for; its wait is in the journal.
   *
   * @throws Conflict when they would be too deep below the first of all
   */
  void children(Tx tx, Permit permit, Position at, List<Child> children) {
    if (at.run().family().depth() == Family.DEPTH_MAX) {
      throw new Conflict(
          "Step %s would start a workflow with more than %d above it."
              .formatted(at.step().name(), Family.DEPTH_MAX));
    }
    for (int index = 0; index < children.size(); index++) {
      var child = children.get(index);
      var latest = definitions.latest(child.definition());
      var family = at.run().family().below(at.run().workflow());
      var payload = TraceMark.on(child.payload());
      var run = new StepRun(permit.tenant(), UuidV7.next(), payload, Map.of(), family);
      StartStore.insertChild(tx, permit, latest, run, new StartStore.Place(at, index));
      entries.started(tx, permit, at, run.workflow(), latest.name());
      await(tx, permit, latest, run);
    }
  }

  private void await(Tx tx, Permit permit, Definition latest, StepRun run) {
    var first = latest.steps().getFirst();
    var wait = first.waits(run);
    if (wait instanceof Wait.Nothing) {
      return;
    }
    var at = new Position(latest, run, first, false, 0, 1);
    WaitStore.beginFirst(tx, permit, at, wait);
    if (wait instanceof Wait.ForChildren(var children)) {
      children(tx, permit, at, children);
    }
  }
}
