package com.integraci.appliance.members;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.Map;
import java.util.UUID;

/**
 * Has the realm follow what was tried, and destroys the secret that was replaced. Where the
 * provider is closed to people, everybody's sessions end after that, so that none of it is left.
 */
public record ProviderRealmStep(ProviderParts parts) implements Step {

  /** In the workflow's payload: whether sessions are to end. */
  static final String ENDS = "ends";

  private static final String SPARE = "spare";

  @Override
  public String name() {
    return "realm";
  }

  @Override
  public Payload run(StepRun run) {
    if (run.results().get("try").values().containsKey(ProviderTrial.PROBLEM)) {
      return Payload.EMPTY;
    }
    var id = ProviderTrialStep.id(run);
    var realm = new ProviderRealm(parts, parts.keycloak().providers());
    var problem = realm.settle(run.tenant(), id, run.workflow());
    if (problem.isPresent()) {
      return ProviderTrial.failed(problem.orElseThrow());
    }
    var database = parts.database().system();
    if (ends(run)) {
      realm.realms().endSessions(MemberStore.slug(database, run.tenant()));
    }
    var spare = ProviderStore.find(database, run.tenant(), id).flatMap(one -> one.kept().spare());
    realm.destroy(run.tenant(), id, spare, run.workflow());
    return spare.map(secret -> Payload.of(Map.of(SPARE, secret.toString()))).orElse(Payload.EMPTY);
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    var id = ProviderTrialStep.id(run);
    if (run.results().get("try").values().containsKey(ProviderTrial.PROBLEM)) {
      return;
    }
    var problem = result.values().get(ProviderTrial.PROBLEM);
    if (problem != null) {
      ProviderStore.failed(tx, permit, id, ProviderProblem.of(problem));
      return;
    }
    ProviderStore.attached(tx, permit, id);
    if (result.values().containsKey(SPARE)) {
      ProviderStore.destroyed(tx, permit, id, UUID.fromString(result.value(SPARE)));
    }
    if (ends(run)) {
      FactorStore.endSessions(tx, permit);
    }
  }

  private static boolean ends(StepRun run) {
    return run.payload().values().containsKey(ENDS);
  }
}
