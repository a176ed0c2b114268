package com.integraci.appliance.members;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A team's own identity provider. It says who somebody is, and nothing else: no role, no
 * membership.
 *
 * @param alias its name in addresses
 * @param name what people read on its button
 * @param settings what tells who it is, by the API's names; never changed
 * @param account whom the appliance signs in as there, "" for a kind where it does not
 * @param endpoints what it said of itself when it was tried last
 * @param enabled whether people may come from it
 * @param problem what was wrong when it was tried last
 * @param changedAt when it became what it is
 * @param kept where its secret is
 */
public record IdentityProvider(
    UUID id,
    String alias,
    String name,
    Kind kind,
    Map<String, String> settings,
    String account,
    Map<String, String> endpoints,
    boolean enabled,
    State state,
    Optional<ProviderProblem> problem,
    Instant changedAt,
    Kept kept) {

  /** What it speaks. */
  public enum Kind {
    /** OpenID Connect, with Discovery. */
    OIDC,
    /** SAML 2.0. */
    SAML,
    /** LDAP, version 3, over TLS. */
    LDAP;

    /** Its name in the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The API's name of the secret that it knows the team by, for a kind that has one. */
    public Optional<String> secretField() {
      return switch (this) {
        case OIDC -> Optional.of("client_secret");
        case LDAP -> Optional.of("bind_password");
        case SAML -> Optional.empty();
      };
    }

    /** The setting that says what it calls itself. */
    String identity() {
      return switch (this) {
        case OIDC -> "issuer";
        case SAML -> "entity_id";
        case LDAP -> "url";
      };
    }
  }

  /** How far it is. */
  public enum State {
    /** It is asked what it says of itself, and then the realm follows. */
    TRYING,
    /** The realm has it. */
    ATTACHED,
    /** It did not answer as it has to; the realm has what it had before. */
    FAILED,
    /** The realm is about to forget it. */
    DETACHING;

    /** Its name in the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Ids in OpenBao.
   *
   * @param secret of the secret that holds
   * @param spare of one that is to be destroyed
   */
  record Kept(Optional<UUID> secret, Optional<UUID> spare) {}

  public IdentityProvider {
    Objects.requireNonNull(id);
    Objects.requireNonNull(alias);
    Objects.requireNonNull(name);
    Objects.requireNonNull(account);
    settings = Map.copyOf(settings);
    endpoints = Map.copyOf(endpoints);
  }

  /** Whether it knows the team by a secret. */
  public boolean hasSecret() {
    return kept.secret().isPresent();
  }

  /** What it calls itself. */
  public String identity() {
    return settings.getOrDefault(kind.identity(), "");
  }

  /** Whether people can sign in through it now. */
  public boolean open() {
    return enabled && state != State.DETACHING && !endpoints.isEmpty();
  }
}
