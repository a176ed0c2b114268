package com.integraci.installer.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * The programs the stack is made of, each laid down already, readable by every user of the machine
 * and never written to.
 *
 * @param postgres the folder with {@code bin/postgres}
 * @param openbao the folder with {@code bin/bao}
 * @param nats the folder with {@code nats-server}
 * @param keycloak a Keycloak built for PostgreSQL, path {@code /auth} and health
 * @param javaRuntime the folder with {@code bin/java}
 * @param opa OPA's command
 * @param controlPlane the class path of the control plane and of its migrator
 */
public record Parts(
    Part postgres,
    Part openbao,
    Part nats,
    Part keycloak,
    Part javaRuntime,
    Path opa,
    ClassPath controlPlane) {

  /**
   * A program.
   *
   * @param version upstream's version
   * @param folder where it was laid down
   */
  public record Part(String version, Path folder) {}

  /**
   * A program of ours.
   *
   * @param version the product's version
   * @param entries jars, or folders followed by {@code /*}
   */
  public record ClassPath(String version, List<String> entries) {
    public ClassPath {
      entries = List.copyOf(entries);
    }

    String line() {
      return String.join(":", entries);
    }
  }
}
