package com.integraci.appliance.members;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.UUID;

/**
 * Tries an identity provider and notes what it says of itself. What is wrong with it is no failure
 * of the workflow: the team reads it, and the realm keeps what it has.
 */
public record ProviderTrialStep(ProviderParts parts) implements Step {

  /** The workflow of one that is attached or changed. */
  static final String ATTACH = "provider.attach";

  /** The provider's id in the workflow's payload. */
  static final String PROVIDER = "provider";

  @Override
  public String name() {
    return "try";
  }

  @Override
  public Payload run(StepRun run) {
    var database = parts.database().system();
    var slug = MemberStore.slug(database, run.tenant());
    var realm = new ProviderRealm(parts, parts.keycloak().providers());
    return ProviderStore.find(database, run.tenant(), id(run))
        .filter(ProviderTrialStep::toBeTried)
        .map(
            one ->
                new ProviderTrial(realm, parts.insideAllowed())
                    .of(slug, one, () -> realm.secret(run.tenant(), one, run.workflow())))
        .orElse(Payload.EMPTY);
  }

  /** What is closed to people is closed whether it answers or not. */
  private static boolean toBeTried(IdentityProvider provider) {
    return provider.enabled() || provider.endpoints().isEmpty();
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    var endpoints = result.values().get(ProviderTrial.ENDPOINTS);
    var problem = result.values().get(ProviderTrial.PROBLEM);
    if (endpoints != null) {
      ProviderStore.tried(tx, permit, id(run), endpoints);
    } else if (problem != null) {
      ProviderStore.failed(tx, permit, id(run), ProviderProblem.of(problem));
    }
  }

  static UUID id(StepRun run) {
    return UUID.fromString(run.payload().value(PROVIDER));
  }
}
