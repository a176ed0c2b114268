package com.integraci.installer.stack;

import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.ComponentProcess;
import com.integraci.installer.process.Farewell;
import com.integraci.installer.process.Launch;
import com.integraci.installer.process.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control plane, and the migrator that runs before it under a user of its own. */
final class ControlPlane {
  static final String NAME = "control";
  static final String MIGRATE = "migrate";
  private static final int POOL_MAX = 20;
  // The first start makes the operators' realm before it is ready.
  private static final Duration START_BOUND = Duration.ofMinutes(15);
  private static final Duration MIGRATE_BOUND = Duration.ofHours(2);

  private final Site site;

  ControlPlane(Site site) {
    this.site = site;
  }

  /** The folder that the control plane's user may write. */
  static Path folder(Path data) {
    return data.resolve(NAME);
  }

  /** The key that the control plane signs its assertions for Keycloak with. */
  ClientKey clientKey() throws IOException {
    Owner owner = site.owners().control();
    site.data().folder(NAME, owner);
    return ClientKey.ensure(site.path(NAME).resolve("client-key.jwk"), owner);
  }

  /** The folder with the secret ids of the control plane's AppRoles. */
  Path openbaoCredentials() throws IOException {
    site.data().folder(NAME, site.owners().control());
    Path folder = site.path(NAME).resolve("openbao");
    DataFolder.makeFolder(folder, "rwx------", site.owners().control());
    return folder;
  }

  /** Brings the database to this version's schema. */
  void migrate() throws IOException {
    Owner owner = site.owners().migrate();
    Path folder = site.data().folder(MIGRATE, owner);
    Path file = folder.resolve("migrate.yaml");
    var settings = database(folder.resolve("db"));
    Durable.write(file, SettingsFile.write(settings), "r--------", owner);
    var command = java(folder, 128);
    command.addAll(List.of("com.integraci.appliance.schema.Migrate", "--config", file.toString()));
    Launch launch =
        new Launch(MIGRATE, owner, command, Map.of("TZ", "UTC"), folder, Farewell.PLAIN);
    try {
      ComponentProcess.run(launch, site.run(), "", MIGRATE_BOUND);
    } catch (Refusal e) {
      throw new Refusal(
          ExitCode.MIGRATION_FAILED, "The database could not be migrated. " + e.getMessage(), e);
    }
  }

  /** The server; it is ready when it says so. */
  Service service(Https https) throws IOException {
    Owner owner = site.owners().control();
    Path folder = site.data().folder(NAME, owner);
    DataFolder.makeFolder(folder.resolve("tls"), "rwx------", owner);
    site.authority().ensureLeaf(folder.resolve("tls"), NAME, owner);
    Path file = folder.resolve("control.yaml");
    Durable.write(file, SettingsFile.write(settings(folder)), "r--------", owner);
    var command = java(folder, 384);
    command.addAll(List.of("com.integraci.appliance.Main", "--config", file.toString()));
    Launch launch = new Launch(NAME, owner, command, Map.of("TZ", "UTC"), folder, Farewell.PLAIN);
    return new Service(launch, () -> https.ok(site.url() + "/health/ready"), START_BOUND);
  }

  private ControlSettings settings(Path folder) throws IOException {
    return new ControlSettings(
        URI.create(site.url()),
        site.trust(),
        new ControlSettings.Http(
            Site.ADDRESS,
            site.port(Port.CONTROL),
            folder.resolve("tls/server.pem"),
            folder.resolve("tls/server.key")),
        database(folder.resolve("db")),
        new ControlSettings.Keycloak(
            URI.create(site.keycloakUrl()),
            folder.resolve("client-key.jwk"),
            URI.create(site.keycloakManagementUrl())),
        new ControlSettings.OpenBao(URI.create(site.openbaoUrl()), openbaoCredentials()),
        new ControlSettings.Nats(URI.create(site.natsUrl())),
        new ControlSettings.Signup(true),
        folder,
        webhooks(folder),
        MailSettings.lay(site.choices().mail(), folder, site.owners().control()),
        TraceFiles.lay(site.choices().traces(), folder, site.owners().control()),
        new ControlSettings.Providers(site.choices().providers().insideAllowed()),
        Optional.of(new ControlSettings.Policies(site.parts().opa())));
  }

  /** The control plane has a copy of its own: it need not be able to read the operator's file. */
  private ControlSettings.Webhooks webhooks(Path folder) throws IOException {
    Path copy = folder.resolve("webhook-authorities.pem");
    boolean inside = site.choices().webhooks().insideAllowed();
    if (site.choices().webhooks().authorities().isEmpty()) {
      Files.deleteIfExists(copy);
      return new ControlSettings.Webhooks(inside, List.of());
    }
    String authorities = site.choices().webhooks().authorities().orElseThrow();
    Durable.write(copy, authorities, "r--------", site.owners().control());
    return new ControlSettings.Webhooks(inside, List.of(copy));
  }

  private ControlSettings.Database database(Path passwords) {
    return new ControlSettings.Database(
        Site.ADDRESS, site.port(Port.POSTGRES), "integraci", site.trust(), passwords, POOL_MAX);
  }

  private List<String> java(Path folder, int heapMaxMiB) {
    var command = new ArrayList<String>();
    command.add(site.parts().javaRuntime().folder().resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapMaxMiB + "m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            site.parts().controlPlane().line()));
    return command;
  }
}
