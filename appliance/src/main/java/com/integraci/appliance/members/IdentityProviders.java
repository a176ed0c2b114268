package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on a team's own identity providers. Nobody becomes a member because a provider says so:
 * an invited person joins through one, a member joins the account that is there. What tells who a
 * provider is never changes, so that nobody who may change one becomes those who come from it.
 *
 * <p>A client secret goes to OpenBao between two transactions: the first names where it will be and
 * has the entry about the login, the second takes it. A death between them leaves a row that says
 * so and that can be detached.
 */
public final class IdentityProviders {

  /** How many a team may have. */
  public static final int MAX = 3;

  static final String KIND = "provider";

  private static final String NONE = "There is no such identity provider.";

  private final MemberParts parts;
  private final ProviderParts providers;

  /** The verbs over these. */
  public IdentityProviders(MemberParts parts, ProviderParts providers) {
    this.parts = parts;
    this.providers = providers;
  }

  /** Whether providers may stand inside the appliance's network. */
  public boolean insideAllowed() {
    return providers.insideAllowed();
  }

  /** Where a provider sends people back to, which the provider has to be told. */
  public String redirect(String slug, String alias) {
    return parts.keycloak().issuer(slug) + "/broker/" + alias + "/endpoint";
  }

  /** What the team's realm calls itself to SAML providers. */
  public String entity(String slug) {
    return parts.keycloak().issuer(slug);
  }

  /** The team's providers, the oldest first. */
  public List<IdentityProvider> list(Caller caller) {
    var permit = permit(caller, Action.PROVIDER_LIST, Resource.tenant(caller.tenant()));
    return ProviderStore.all(parts.database(), permit.tenant());
  }

  /**
   * One of them.
   *
   * @throws NotFound when the team has none of that id
   */
  public IdentityProvider find(Caller caller, UUID id) {
    var permit = permit(caller, Action.PROVIDER_LIST, new Resource(KIND, id));
    return ProviderStore.find(parts.database(), permit.tenant(), id)
        .orElseThrow(() -> new NotFound(NONE));
  }

  /** The slug of the caller's team. */
  String slug(Caller caller) {
    return MemberStore.slug(parts.database(), caller.tenant());
  }

  /**
   * Attaches one: it is tried, and then the realm follows.
   *
   * @throws Conflict when the team has as many as it may, or one of that alias
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao can't; nothing is changed
   */
  public IdentityProvider attach(Caller caller, AttachProvider command) {
    var resource = new Resource(KIND, UuidV7.next());
    var permit = permit(caller, Action.PROVIDER_ATTACH, resource);
    var login = permit(caller, Action.SECRET_LOGIN, resource);
    var secret = command.secret().map(_ -> UuidV7.next());
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              if (ProviderStore.lock(tx, permit).size() >= MAX) {
                throw new Conflict("A team has " + MAX + " identity providers at most.");
              }
              if (!ProviderStore.insert(tx, permit, command, secret)) {
                throw new Conflict("Your team has an identity provider of this alias.");
              }
              secret.ifPresent(_ -> parts.audit().append(tx, login, AuditEvent.done(resource)));
              return command;
            });
    try {
      secret.ifPresent(id -> keep(login, id, command.secret().orElseThrow()));
    } catch (RuntimeException e) {
      parts.database().inTenant(permit.tenant(), tx -> forget(tx, permit));
      throw e;
    }
    return change(permit, resource.id(), Map.of(), (_, _) -> {});
  }

  private static UUID forget(Tx tx, Permit permit) {
    ProviderStore.delete(tx, permit, permit.resource().id());
    return permit.resource().id();
  }

  private void keep(Permit login, UUID id, SecretValue secret) {
    providers.openbao().providerSecrets().put(login, id, secret);
  }

  /**
   * Gives it another name, opens it to people or closes it, and tries it again. When it is closed,
   * everybody's sessions end.
   *
   * @throws NotFound when the team has none of that id
   */
  public IdentityProvider change(Caller caller, UUID id, String name, boolean enabled) {
    var permit = permit(caller, Action.PROVIDER_CHANGE, new Resource(KIND, id));
    var former = find(caller, id);
    Map<String, String> more =
        former.enabled() && !enabled ? Map.of(ProviderRealmStep.ENDS, "true") : Map.of();
    return change(permit, id, more, (tx, _) -> ProviderStore.change(tx, permit, id, name, enabled));
  }

  /**
   * Gives it another secret. One that a change before left behind is destroyed.
   *
   * @param account whom the appliance signs in as with it, or "" for the same as before
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it is of a kind without one
   */
  public IdentityProvider rotate(Caller caller, UUID id, String account, SecretValue secret) {
    var resource = new Resource(KIND, id);
    var permit = permit(caller, Action.PROVIDER_ROTATE, resource);
    var login = permit(caller, Action.SECRET_LOGIN, resource);
    var former = find(caller, id).kept();
    if (former.secret().isEmpty()) {
      throw new Conflict("This identity provider has no secret.");
    }
    var fresh = UuidV7.next();
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              ProviderStore.spare(tx, permit, id, fresh);
              parts.audit().append(tx, login, AuditEvent.done(resource));
              return expect(tx, permit, id);
            });
    var vault = providers.openbao().providerSecrets();
    former.spare().ifPresent(spare -> vault.destroy(login, spare));
    keep(login, fresh, secret);
    return change(
        permit, id, Map.of(), (tx, _) -> ProviderStore.swap(tx, permit, id, fresh, account));
  }

  /**
   * Detaches it. Within seconds nobody comes from it any more, and everybody's sessions end.
   *
   * @throws NotFound when the team has none of that id
   */
  public void detach(Caller caller, UUID id) {
    var permit = permit(caller, Action.PROVIDER_DETACH, new Resource(KIND, id));
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var found = expect(tx, permit, id);
              ProviderStore.detach(tx, permit, id);
              parts.workflows().start(tx, permit, ProviderDetachStep.DETACH, payload(id, Map.of()));
              return record(tx, permit, found);
            });
    parts.workflows().wake();
  }

  private interface Change {
    void on(Tx tx, IdentityProvider found);
  }

  private IdentityProvider change(Permit permit, UUID id, Map<String, String> more, Change change) {
    var changed =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  var found = expect(tx, permit, id);
                  change.on(tx, found);
                  parts.workflows().start(tx, permit, ProviderTrialStep.ATTACH, payload(id, more));
                  record(tx, permit, found);
                  return expect(tx, permit, id);
                });
    parts.workflows().wake();
    return changed;
  }

  private static IdentityProvider expect(Tx tx, Permit permit, UUID id) {
    return ProviderStore.lock(tx, permit).stream()
        .filter(one -> one.id().equals(id) && one.state() != IdentityProvider.State.DETACHING)
        .findFirst()
        .orElseThrow(() -> new NotFound(NONE));
  }

  private static Payload payload(UUID id, Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put(ProviderTrialStep.PROVIDER, id.toString());
    return Payload.of(values);
  }

  /** What a person typed goes to the row that can be erased. */
  private IdentityProvider record(Tx tx, Permit permit, IdentityProvider provider) {
    var event =
        AuditEvent.done(permit.resource())
            .with(Map.of("kind", provider.kind().word(), "alias", provider.alias()))
            .withDetail(Map.of("name", provider.name()));
    parts.audit().append(tx, permit, event);
    return provider;
  }

  private Permit permit(Caller caller, Action action, Resource resource) {
    return parts.policy().authorize(caller, action, resource);
  }
}
