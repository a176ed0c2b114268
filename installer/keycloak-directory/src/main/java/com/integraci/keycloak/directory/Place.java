package com.integraci.keycloak.directory;

import java.net.URI;
import java.util.Objects;

/**
 * Where a directory is and what is known of it.
 *
 * @param host a name or an address
 * @param startTls whether TLS begins with StartTLS (RFC 4511, 4.14), or with the connection
 * @param base below which its people are
 * @param account the name that the appliance signs in as
 * @param password of it
 * @param idAttribute what never changes of an entry
 * @param userAttribute what people type as their name
 */
record Place(
    String host,
    int port,
    boolean startTls,
    String base,
    String account,
    String password,
    String idAttribute,
    String userAttribute) {

  private static final int LDAPS = 636;
  private static final int LDAP = 389;

  Place {
    Objects.requireNonNull(host);
    Objects.requireNonNull(password);
  }

  /**
   * Of a provider's configuration.
   *
   * @throws IllegalArgumentException when it says nothing that can be used
   */
  static Place of(Settings settings) {
    var url = URI.create(settings.value("url"));
    boolean startTls = "ldap".equals(url.getScheme());
    if (url.getHost() == null || !(startTls || "ldaps".equals(url.getScheme()))) {
      throw new IllegalArgumentException("no address of a directory");
    }
    int standard = startTls ? LDAP : LDAPS;
    return new Place(
        url.getHost(),
        url.getPort() < 0 ? standard : url.getPort(),
        startTls,
        settings.value("baseDn"),
        settings.value("bindDn"),
        settings.value("clientSecret"),
        settings.value("idAttribute"),
        settings.value("userAttribute"));
  }

  /** Gives a value of a configuration by its name, "" for none. */
  interface Settings {
    String value(String name);
  }

  /** A password is shown nowhere. */
  @Override
  public String toString() {
    return "Place[" + host + ":" + port + "]";
  }
}
