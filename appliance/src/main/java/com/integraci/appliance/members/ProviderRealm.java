package com.integraci.appliance.members;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.Provider;
import com.integraci.appliance.keycloak.RealmProviders;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a realm's identity providers what our database says in that moment: of two changes the last
 * one holds, whoever comes last. For the workflow of a change and for repairs.
 *
 * @param parts what it is done with
 * @param realms who does it in Keycloak
 */
public record ProviderRealm(ProviderParts parts, RealmProviders realms) {

  private static final int CHANGES_MAX = 10;

  /** What the team's realm is to have, but for secrets. */
  public List<Provider> wanted(TenantId tenant) {
    var database = parts.database().system();
    boolean factor = FactorStore.required(database, tenant);
    var slug = MemberStore.slug(database, tenant);
    return ProviderStore.all(database, tenant).stream()
        .filter(one -> one.state() == IdentityProvider.State.ATTACHED)
        .map(one -> provider(slug, one, factor))
        .toList();
  }

  /** Whether any is on its way into the realm, or out of it. */
  public boolean busy(TenantId tenant) {
    return ProviderStore.all(parts.database().system(), tenant).stream()
        .anyMatch(one -> one.state() != IdentityProvider.State.ATTACHED);
  }

  /**
   * Makes the one of that alias so.
   *
   * @param run the workflow, or what else it is done for
   */
  public Optional<ProviderProblem> settle(TenantId tenant, String alias, UUID run) {
    return ProviderStore.all(parts.database().system(), tenant).stream()
        .filter(one -> one.alias().equals(alias))
        .findFirst()
        .flatMap(one -> settle(tenant, one.id(), run));
  }

  /** The same by its id; one that is gone meanwhile is removed again. */
  Optional<ProviderProblem> settle(TenantId tenant, UUID id, UUID run) {
    var database = parts.database().system();
    var slug = MemberStore.slug(database, tenant);
    var now = ProviderStore.find(database, tenant, id);
    for (int change = 0; change < CHANGES_MAX; change++) {
      if (now.isEmpty() || now.get().endpoints().isEmpty()) {
        return Optional.empty();
      }
      var wanted = now.orElseThrow();
      boolean factor = FactorStore.required(database, tenant);
      var secret = secret(tenant, wanted, run);
      if (secret.isEmpty()) {
        return Optional.of(ProviderProblem.NO_SECRET);
      }
      realms.put(slug, provider(slug, wanted, factor), secret.orElseThrow());
      now = ProviderStore.find(database, tenant, id);
      if (now.isEmpty() || now.get().state() == IdentityProvider.State.DETACHING) {
        realms.remove(slug, wanted.alias());
        return Optional.empty();
      }
      if (same(now.get(), wanted) && FactorStore.required(database, tenant) == factor) {
        return Optional.empty();
      }
    }
    throw new IllegalStateException("the provider changes faster than its realm");
  }

  private static boolean same(IdentityProvider one, IdentityProvider other) {
    return one.name().equals(other.name())
        && one.enabled() == other.enabled()
        && one.account().equals(other.account())
        && one.endpoints().equals(other.endpoints())
        && one.kept().secret().equals(other.kept().secret());
  }

  /** Its secret, "" for a kind without; empty when it is gone. */
  Optional<String> secret(TenantId tenant, IdentityProvider provider, UUID run) {
    return provider
        .kept()
        .secret()
        .map(id -> secrets().read(parts.login(tenant, run, provider.id()), id))
        .orElse(Optional.of(""));
  }

  /** Destroys a secret that holds no more, or never did. */
  void destroy(TenantId tenant, UUID provider, Optional<UUID> secret, UUID run) {
    secret.ifPresent(id -> secrets().destroy(parts.login(tenant, run, provider), id));
  }

  private com.integraci.appliance.openbao.ProviderSecrets secrets() {
    return parts.openbao().providerSecrets();
  }

  /** As the realm is to have it. */
  Provider provider(String slug, IdentityProvider one, boolean factor) {
    var values = new HashMap<>(one.endpoints());
    var settings = one.settings();
    values.put("name", one.name());
    switch (one.kind()) {
      case OIDC -> {
        values.put("issuer", settings.get("issuer"));
        values.put("client", settings.get("client_id"));
        values.put("clientauth", settings.get("client_auth"));
        values.put("nouserinfo", String.valueOf(one.endpoints().get("userinfo").isEmpty()));
      }
      case SAML -> {
        values.put("ours", parts.keycloak().issuer(slug));
        values.put("entity", settings.get("entity_id"));
        values.put("certificate", settings.get("certificate"));
        values.put("post", String.valueOf(settings.get("sso_binding").equals("post")));
      }
      case LDAP -> {
        values.put("url", settings.get("url"));
        values.put("base", settings.get("base_dn"));
        values.put("account", one.account());
        values.put("id", settings.get("id_attribute"));
        values.put("user", settings.get("user_attribute"));
      }
    }
    return new Provider(one.alias(), one.kind().word(), one.enabled(), factor, values);
  }
}
