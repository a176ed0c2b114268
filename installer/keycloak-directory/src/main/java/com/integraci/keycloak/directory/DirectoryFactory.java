package com.integraci.keycloak.directory;

import com.integraci.network.Destinations;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.keycloak.Config;
import org.keycloak.broker.provider.AbstractIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.TruststoreProvider;
import org.keycloak.util.JsonSerialization;

/**
 * Offers identity providers of the kind {@code ldap}, and tries a directory that is to be one:
 * {@link #parseConfig} is what the admin API's {@code import-config} calls.
 *
 * <p>Its one option of the server, {@code inside-allowed}, says whether directories may stand at
 * addresses that are not the public Internet's; without it they may not.
 */
public final class DirectoryFactory extends AbstractIdentityProviderFactory<DirectoryProvider> {

  static final String ID = "ldap";

  private static final int TRIAL_CHARACTERS_MAX = 16 * 1024;

  private final Tries tries = new Tries(InstantSource.system());
  private final Lines lines = new Lines();
  private Destinations destinations;
  private volatile SSLContext trusted;

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "LDAP directory";
  }

  @Override
  public void init(Config.Scope config) {
    boolean insideAllowed = config.getBoolean("insideAllowed", false);
    destinations = new Destinations(insideAllowed, InetAddress::getAllByName);
  }

  @Override
  public void close() {
    if (destinations != null) {
      destinations.close();
    }
  }

  @Override
  public IdentityProviderModel createConfig() {
    return new IdentityProviderModel();
  }

  @Override
  public DirectoryProvider create(KeycloakSession session, IdentityProviderModel model) {
    return new DirectoryProvider(session, model, new Parts(connections(session), tries, lines));
  }

  /**
   * What is wrong with a directory.
   *
   * @param config its configuration, the account's password included, as JSON
   * @return {@code problem}, a code, when something is; never null
   */
  @Override
  public Map<String, String> parseConfig(KeycloakSession session, String config) {
    var place = place(config);
    // The realm is the caller's: what one team tries takes no other team's lines.
    var line = session.getContext().getRealm().getId();
    if (!lines.take(line)) {
      return Map.of("problem", Trouble.UNREACHABLE.code());
    }
    try {
      return new Directory(connections(session), place)
          .trial()
          .map(trouble -> Map.of("problem", trouble.code()))
          .orElse(Map.of());
    } finally {
      lines.giveBack(line);
    }
  }

  private static Place place(String config) {
    if (config.length() > TRIAL_CHARACTERS_MAX) {
      throw new IllegalArgumentException("no directory's configuration is that long");
    }
    try {
      Map<?, ?> values = JsonSerialization.readValue(config, Map.class);
      return Place.of(name -> values.get(name) instanceof String value ? value : "");
    } catch (IOException e) {
      throw new IllegalArgumentException("no configuration of a directory", e);
    }
  }

  private Connections connections(KeycloakSession session) {
    if (trusted == null) {
      trusted = trusting(session.getProvider(TruststoreProvider.class));
    }
    return new Connections(destinations, trusted);
  }

  /** The system's authorities and the operator's, as Keycloak trusts them everywhere. */
  private static SSLContext trusting(TruststoreProvider truststore) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(truststore == null ? null : truststore.getTruststore());
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the truststore can't be used", e);
    }
  }

  /**
   * What all providers share.
   *
   * @param connections opens them
   * @param tries how often somebody was wrong
   * @param lines how many speak to directories
   */
  record Parts(Connections connections, Tries tries, Lines lines) {}
}
