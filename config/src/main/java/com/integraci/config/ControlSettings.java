package com.integraci.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The control plane's settings, as {@code control.yaml} holds them. Paths are absolute; secrets are
 * named by file.
 *
 * @param url where browsers and clients reach the appliance, without a path: one origin for all
 * @param authority the file with the certificate authority that every component's certificate is
 *     checked against (PEM)
 * @param http what the control plane listens on
 * @param database PostgreSQL
 * @param keycloak Keycloak
 * @param openbao OpenBao
 * @param nats NATS
 * @param signup who may sign up
 * @param state a folder that the control plane may write
 * @param webhooks where events may be sent
 * @param mail the server that mail is given to; without it none is sent
 * @param traces where spans of what is done are sent
 * @param providers where teams' identity providers may stand
 * @param policies what policy bundles are compiled with; without it none can be published and none
 *     decides
 */
public record ControlSettings(
    URI url,
    Path authority,
    Http http,
    Database database,
    Keycloak keycloak,
    OpenBao openbao,
    Nats nats,
    Signup signup,
    Path state,
    Webhooks webhooks,
    Optional<SmtpSettings> mail,
    TraceSettings traces,
    Providers providers,
    Optional<Policies> policies) {

  /**
   * What the control plane listens on.
   *
   * @param address an address of this machine
   * @param port 1 to 65535
   * @param certificate certificate chain (PEM)
   * @param key its private key (PKCS 8, PEM)
   */
  public record Http(String address, int port, Path certificate, Path key) {}

  /**
   * PostgreSQL.
   *
   * @param address an address of the server's certificate
   * @param port 1 to 65535
   * @param name the database
   * @param authority the certificate authority's file (PEM)
   * @param passwords a folder with one file for each login role, named as the role
   * @param poolMax connections of the application role, 1 to 200
   */
  public record Database(
      String address, int port, String name, Path authority, Path passwords, int poolMax) {

    /** The same with a pool of another size. */
    public Database withPoolMax(int max) {
      return new Database(address, port, name, authority, passwords, max);
    }

    /**
     * The address for the driver: TLS with the server's name checked, parameters typed by the
     * server, errors without the values of the row. How long a statement may take is the role's.
     */
    public String jdbcUrl() {
      return ("jdbc:postgresql://%s:%d/%s?sslmode=verify-full&sslrootcert=%s"
              + "&connectTimeout=5&tcpKeepAlive=true&ApplicationName=integraci"
              + "&stringtype=unspecified&logServerErrorDetail=false")
          .formatted(address, port, name, authority);
    }

    /** The password of a login role. */
    public Secret password(String role) {
      return Secret.read(passwords.resolve(role));
    }
  }

  /**
   * Keycloak.
   *
   * @param url its own address, with the path {@code /auth}
   * @param clientKey the ES256 private key (JWK file) that signs the control plane's assertions as
   *     client {@code provisioner}, {@code control-plane} and {@code console}
   * @param management where it tells its metrics, with the path {@code /auth}; port 9000 of the
   *     same address unless it is said
   */
  public record Keycloak(URI url, Path clientKey, URI management) {

    public Keycloak {
      management = Objects.requireNonNullElseGet(management, () -> usual(url));
    }

    /** The same with the management port that Keycloak has unless it is told otherwise. */
    public Keycloak(URI url, Path clientKey) {
      this(url, clientKey, usual(url));
    }

    private static URI usual(URI url) {
      return URI.create("https://" + url.getHost() + ":9000/auth");
    }
  }

  /**
   * OpenBao.
   *
   * @param url its address, without a path
   * @param credentials a folder with the files {@code provisioner} and {@code control-plane}, each
   *     the secret id of the AppRole of that name
   */
  public record OpenBao(URI url, Path credentials) {}

  /**
   * NATS.
   *
   * @param url its address, {@code tls://address:port}
   */
  public record Nats(URI url) {}

  /**
   * Sign-up.
   *
   * @param open whether anybody who reaches the appliance may sign a team up
   */
  public record Signup(boolean open) {}

  /**
   * Webhooks.
   *
   * @param insideAllowed whether they may go to addresses that are not the public Internet's
   * @param authorities files with certificate authorities (PEM) that receivers' certificates may
   *     come from, beside the system's
   */
  public record Webhooks(boolean insideAllowed, List<Path> authorities) {

    /** To the public Internet only, trusting whom the system trusts. */
    public static final Webhooks OUTSIDE = new Webhooks(false, List.of());

    public Webhooks {
      authorities = authorities == null ? List.of() : List.copyOf(authorities);
    }
  }

  /**
   * Teams' own identity providers.
   *
   * @param insideAllowed whether they may stand at addresses that are not the public Internet's
   */
  public record Providers(boolean insideAllowed) {

    /** On the public Internet only. */
    public static final Providers OUTSIDE = new Providers(false);
  }

  /**
   * Policy bundles.
   *
   * @param compiler OPA's command, which checks, tests and compiles them in a sandbox
   */
  public record Policies(Path compiler) {

    public Policies {
      Objects.requireNonNull(compiler);
    }
  }

  /** The same with other rules for identity providers. */
  public ControlSettings with(Providers rules) {
    return new ControlSettings(
        url, authority, http, database, keycloak, openbao, nats, signup, state, webhooks, mail,
        traces, rules, policies);
  }

  /** The same with this for policy bundles. */
  public ControlSettings with(Policies other) {
    return new ControlSettings(
        url,
        authority,
        http,
        database,
        keycloak,
        openbao,
        nats,
        signup,
        state,
        webhooks,
        mail,
        traces,
        providers,
        Optional.of(other));
  }

  /** The same with webhooks to the public Internet only, and without mail. */
  public ControlSettings(
      URI url,
      Path authority,
      Http http,
      Database database,
      Keycloak keycloak,
      OpenBao openbao,
      Nats nats,
      Signup signup,
      Path state) {
    this(
        url,
        authority,
        http,
        database,
        keycloak,
        openbao,
        nats,
        signup,
        state,
        Webhooks.OUTSIDE,
        Optional.empty(),
        TraceSettings.OFF,
        Providers.OUTSIDE,
        Optional.empty());
  }

  /** The same with mail, or without. */
  public ControlSettings withMail(Optional<SmtpSettings> other) {
    return new ControlSettings(
        url, authority, http, database, keycloak, openbao, nats, signup, state, webhooks, other,
        traces, providers, policies);
  }

  public ControlSettings {
    Stream.of(url, authority, http, database, keycloak, openbao, nats, signup, state)
        .forEach(Objects::requireNonNull);
    webhooks = Objects.requireNonNullElse(webhooks, Webhooks.OUTSIDE);
    mail = Objects.requireNonNullElse(mail, Optional.empty());
    traces = Objects.requireNonNullElse(traces, TraceSettings.OFF);
    providers = Objects.requireNonNullElse(providers, Providers.OUTSIDE);
    policies = Objects.requireNonNullElse(policies, Optional.empty());
  }
}
