package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.process.Farewell;
import com.integraci.installer.process.Launch;
import com.integraci.installer.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keycloak, built beforehand and run from where it was laid down: its home is a folder of links to
 * the build with a configuration and a scratch folder of its own, so that the build stays
 * read-only.
 */
final class Keycloak {
  static final String NAME = "keycloak";
  // The first start makes the schema: 167 s were measured on a machine under load.
  private static final Duration START_BOUND = Duration.ofMinutes(10);

  private final Site site;

  Keycloak(Site site) {
    this.site = site;
  }

  /** The server, with nothing in its environment that was only for its first start. */
  Service service(Https https) throws IOException {
    return service(https, Map.of());
  }

  /**
   * The server.
   *
   * @param firstStart the bootstrap administrator, for the first start
   */
  Service service(Https https, Map<String, String> firstStart) throws IOException {
    Path folder = prepare();
    var environment = new HashMap<>(firstStart);
    environment.put("KC_CONFIG_FILE", folder.resolve("keycloak.conf").toString());
    environment.put("TZ", "UTC");
    Owner owner = site.owners().keycloak();
    var command = command(folder, KeycloakTraces.lay(site.choices().traces(), folder, owner));
    Launch launch = new Launch(NAME, owner, command, environment, folder, Farewell.PLAIN);
    String ready = site.keycloakUrl() + "/realms/master/.well-known/openid-configuration";
    return new Service(launch, () -> https.ok(ready), START_BOUND);
  }

  private Path prepare() throws IOException {
    Owner owner = site.owners().keycloak();
    Path folder = site.data().folder(NAME, owner);
    Path home = folder.resolve("home");
    for (Path own :
        List.of(folder.resolve("tls"), home, home.resolve("data"), home.resolve("conf"))) {
      DataFolder.makeFolder(own, "rwx------", owner);
    }
    for (String part : List.of("bin", "lib", "providers", "themes")) {
      link(home.resolve(part), site.parts().keycloak().folder().resolve(part));
    }
    site.authority().ensureLeaf(folder.resolve("tls"), NAME, owner);
    Durable.write(folder.resolve("keycloak.conf"), configuration(folder), "r--------", owner);
    return folder;
  }

  private static void link(Path link, Path target) throws IOException {
    boolean there = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
    if (there && Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
      return;
    }
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private String configuration(Path folder) throws IOException {
    String password = new DatabaseRoles(site).password(DatabaseRoles.role(NAME));
    return """
    # Written by integraci at each start; changes are lost.
    db-url=jdbc:postgresql://127.0.0.1:%d/keycloak?sslmode=verify-full&sslrootcert=%s
    db-username=keycloak
    db-password=%s
    db-pool-initial-size=2
    db-pool-min-size=2
    db-pool-max-size=20
    http-enabled=false
    http-host=127.0.0.1
    https-port=%d
    https-certificate-file=%s/tls/server.pem
    https-certificate-key-file=%5$s/tls/server.key
    http-management-port=%d
    hostname=%s/auth
    hostname-strict=true
    proxy-headers=xforwarded
    proxy-trusted-addresses=127.0.0.1
    cache=local
    log=console
    log-console-color=false
    log-console-include-trace=%s
    spi-identity_provider--ldap--inside-allowed=%b
    %s\
    """
        .formatted(
            site.port(Port.POSTGRES),
            site.trust(),
            password,
            site.port(Port.KEYCLOAK),
            folder,
            site.port(Port.KEYCLOAK_MANAGEMENT),
            site.url(),
            site.choices().traces().on(),
            site.choices().providers().insideAllowed(),
            trusted(folder));
  }

  /** It has a copy of its own: it need not be able to read the operator's file. */
  private String trusted(Path folder) throws IOException {
    Path copy = folder.resolve("provider-authorities.pem");
    var authorities = site.choices().providers().authorities();
    if (authorities.isEmpty()) {
      Files.deleteIfExists(copy);
      return "";
    }
    Durable.write(copy, authorities.orElseThrow(), "r--------", site.owners().keycloak());
    return "truststore-paths=" + copy + "\n";
  }

  /** What {@code bin/kc.sh} would run, without the shell in between that would catch signals. */
  private List<String> command(Path folder, String traces) {
    Path home = folder.resolve("home");
    var command = new ArrayList<String>();
    command.add(site.parts().javaRuntime().folder().resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.io.tmpdir=" + home.resolve("data"),
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            // It makes the schema, and would tell its makers that it did.
            "-Dliquibase.analytics.enabled=false",
            traces));
    Path program = site.parts().keycloak().folder().resolve("lib/quarkus-run.jar");
    command.addAll(
        List.of(
            "-cp",
            program.toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "start",
            "--optimized"));
    return command;
  }
}
