package com.integraci.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * NATS's configuration file: operator mode with a full resolver, TLS, streams encrypted at rest.
 *
 * <p>The server is started with {@value #KEY_VARIABLE} in its environment, the key that encrypts
 * the streams. The system account's statement is preloaded, but the resolver keeps the newer of two
 * and asks nobody who signed them: {@link #systemClaims} is deleted before each start, so that what
 * stands in this file always holds.
 *
 * @param port clients', on 127.0.0.1
 * @param folder the folder of its data; {@code resolver} and {@code streams} are made in it
 * @param certificate the listener's certificate chain (PEM)
 * @param key its private key (PEM)
 * @param trust whom it believes
 */
public record NatsConfig(int port, Path folder, Path certificate, Path key, BrokerTrust trust) {

  /** The environment variable that carries the key of the streams. */
  public static final String KEY_VARIABLE = "INTEGRACI_NATS_KEY";

  public NatsConfig {
    Template.port(port);
    Template.path(folder);
    Template.path(certificate);
    Template.path(key);
    Objects.requireNonNull(trust);
  }

  /** Where the resolver keeps the accounts' statements. */
  public Path resolver() {
    return folder.resolve("resolver");
  }

  /** The resolver's copy of the system account's statement. */
  public Path systemClaims() {
    return resolver().resolve(trust.system() + ".jwt");
  }

  /** The folders that are there before the server starts. */
  public List<Path> folders() {
    return List.of(resolver(), streams());
  }

  private Path streams() {
    return folder.resolve("streams");
  }

  /** A key as the environment carries it: the server reads the value as it reads its file. */
  public static String keyValue(String key) {
    return "\"" + key + "\"";
  }

  /** The text of the configuration file. */
  public String render() {
    return Template.fill(
        Template.resource("nats/nats.conf"),
        Map.ofEntries(
            Map.entry("port", String.valueOf(port)),
            Map.entry("operator", trust.operatorToken()),
            Map.entry("system", trust.system()),
            Map.entry("system_token", trust.systemToken()),
            Map.entry("resolver", resolver().toString()),
            Map.entry("streams", streams().toString()),
            Map.entry("certificate", certificate.toString()),
            Map.entry("key", key.toString()),
            Map.entry("key_variable", KEY_VARIABLE)));
  }
}
