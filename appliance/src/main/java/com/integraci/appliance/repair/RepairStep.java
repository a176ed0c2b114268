package com.integraci.appliance.repair;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.time.Duration;
import java.util.Map;

/**
 * Does what the plan says of one layer, and nothing else: what has been put right meanwhile is left
 * alone, and so is what has come since. The lamp is lit when nothing differs any more.
 */
record RepairStep(Remedy remedy, Database database) implements Step {

  private static final String LEFT = "left";

  @Override
  public String name() {
    return remedy.layer();
  }

  /** A hundred users are removed one after another. */
  @Override
  public Duration deadline() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Payload run(StepRun run) {
    var planned = RepairPlan.of(run.payload(), name());
    if (planned.isEmpty()) {
      return Payload.EMPTY;
    }
    var team =
        database.inTenant(run.tenant(), tx -> RepairStore.team(tx, run.tenant())).orElseThrow();
    var found = remedy.look(team);
    found.stream().filter(planned::contains).forEach(one -> remedy.mend(team, one));
    int left = remedy.look(team).size();
    return Payload.of(Map.of(LEFT, String.valueOf(left)));
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    if ("0".equals(result.values().get(LEFT))) {
      RepairStore.ready(tx, permit, name());
    }
  }
}
