package com.integraci.appliance.members;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/**
 * Has the realm forget an identity provider and whose accounts are whose there, and destroys its
 * secret. Everybody's sessions end: Keycloak's first, so that none of ours is begun anew.
 */
public record ProviderDetachStep(ProviderParts parts) implements Step {

  /** The workflow of it. */
  static final String DETACH = "provider.detach";

  @Override
  public String name() {
    return "realm";
  }

  @Override
  public Payload run(StepRun run) {
    var database = parts.database().system();
    var slug = MemberStore.slug(database, run.tenant());
    var realm = new ProviderRealm(parts, parts.keycloak().providers());
    ProviderStore.find(database, run.tenant(), ProviderTrialStep.id(run))
        .ifPresent(
            one -> {
              realm.realms().remove(slug, one.alias());
              realm.realms().endSessions(slug);
              realm.destroy(run.tenant(), one.id(), one.kept().secret(), run.workflow());
              realm.destroy(run.tenant(), one.id(), one.kept().spare(), run.workflow());
            });
    return Payload.EMPTY;
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    ProviderStore.delete(tx, permit, ProviderTrialStep.id(run));
    FactorStore.endSessions(tx, permit);
  }
}
