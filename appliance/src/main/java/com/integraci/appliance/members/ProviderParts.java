package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Definition;
import com.integraci.config.ControlSettings;
import java.util.List;
import java.util.UUID;

/**
 * What brings identity providers into realms.
 *
 * @param database what is wanted, read while people are refused too
 * @param openbao where secrets are
 * @param insideAllowed whether a provider may stand inside the appliance's network
 */
public record ProviderParts(
    Database database,
    Policy policy,
    AuditLog audit,
    Keycloak keycloak,
    OpenBao openbao,
    boolean insideAllowed) {

  /** Of the control plane, as its settings say. */
  public static ProviderParts of(
      ControlSettings settings,
      Database database,
      Policy policy,
      AuditLog audit,
      Keycloak keycloak,
      OpenBao openbao) {
    boolean inside = settings.providers().insideAllowed();
    return new ProviderParts(database, policy, audit, keycloak, openbao, inside);
  }

  /** The workflows behind the verbs. */
  List<Definition> definitions() {
    return List.of(
        new Definition(
            ProviderTrialStep.ATTACH,
            1,
            Action.PROVIDER_SETTLE,
            Definition.Exhausted.STOP,
            List.of(new ProviderTrialStep(this), new ProviderRealmStep(this))),
        new Definition(
            ProviderDetachStep.DETACH,
            1,
            Action.PROVIDER_SETTLE,
            Definition.Exhausted.STOP,
            List.of(new ProviderDetachStep(this))));
  }

  /** A login to the tenant's namespace for a workflow, with the entry that goes before it. */
  Permit login(TenantId tenant, UUID run, UUID provider) {
    var resource = new Resource(IdentityProviders.KIND, provider);
    var permit = policy.system(tenant, run, Action.SECRET_LOGIN, resource);
    return database
        .system()
        .inTenant(
            tenant,
            tx -> {
              audit.append(tx, permit, AuditEvent.done(resource));
              return permit;
            });
  }
}
