package com.integraci.installer.stack;

import com.integraci.config.BrokerTrust;
import com.integraci.config.OpenBaoConfig;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.FirstTime;
import com.integraci.installer.folder.KeyFolder;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Await;
import com.integraci.installer.process.ComponentProcess;
import com.integraci.installer.process.Farewell;
import com.integraci.installer.process.Launch;
import com.integraci.installer.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * OpenBao: made once, aside, because a self-initialisation that is cut off leaves a server that is
 * up, unsealed, and refuses every login for good; then started and unsealed by itself.
 */
final class OpenBao {
  static final String NAME = "openbao";
  // OpenBao keeps the path of its audit log in its data, so it may not change with the rename.
  private static final String AUDIT = "openbao-audit";
  private static final String FINGERPRINT = "unseal-key.fingerprint";
  private static final Duration START_BOUND = Duration.ofMinutes(2);

  private final Site site;
  private final Https https;
  private final KeyFolder keys;
  private final Path credentials;

  /**
   * OpenBao of a site.
   *
   * @param credentials where the secret ids go that its clients log in with
   */
  OpenBao(Site site, Https https, KeyFolder keys, Path credentials) {
    this.site = site;
    this.https = https;
    this.keys = keys;
    this.credentials = credentials;
  }

  /** Makes it unless it is there. */
  boolean initialise() throws IOException {
    return FirstTime.make(site.data(), NAME, site.owners().openbao(), this::make);
  }

  private void make(Path folder) throws IOException {
    Owner owner = site.owners().openbao();
    keys.ensure(site.data(), owner);
    Durable.write(
        folder.resolve(FINGERPRINT),
        KeyFolder.fingerprint(keys.unsealKey()) + "\n",
        "r--------",
        owner);
    write(folder);
    String bootstrap = Credential.random();
    var environment = Map.of(OpenBaoConfig.BOOTSTRAP_VARIABLE, bootstrap);
    ComponentProcess server = ComponentProcess.start(launch(folder, environment), site.run(), "");
    try {
      if (!Await.until(START_BOUND, () -> !server.alive() || ready()) || !server.alive()) {
        throw new Refusal(
            ExitCode.COMPONENT_FAILED,
            "OpenBao did not initialise itself: " + site.run().lastLine(NAME));
      }
      new OpenBaoFirstStart(site, https, credentials).finish(bootstrap, folder);
    } finally {
      server.stop();
    }
  }

  /** The server of the finished folder; refuses when its unseal key is gone or another one. */
  Service service() throws IOException {
    Path folder = site.path(NAME);
    String expected = Files.readString(folder.resolve(FINGERPRINT)).strip();
    if (!KeyFolder.fingerprint(keys.unsealKey()).equals(expected)) {
      throw new Refusal(
          ExitCode.KEY_MISSING,
          "%s is not the unseal key of this data (expected one with fingerprint %s)."
              .formatted(keys.unsealKey(), expected));
    }
    write(folder);
    return new Service(launch(folder, Map.of()), this::ready, START_BOUND, List.of(auditLog()));
  }

  /**
   * What was signed at its first start for NATS to trust.
   *
   * @throws Refusal when it was made before there was a broker
   */
  BrokerTrust brokerTrust() throws IOException {
    return BrokerTrustFile.read(site.path(NAME));
  }

  private Path auditLog() throws IOException {
    return site.data().folder(AUDIT, site.owners().openbao()).resolve("audit.log");
  }

  private boolean ready() {
    return https.ok(site.openbaoUrl() + "/v1/sys/health");
  }

  private void write(Path folder) throws IOException {
    Owner owner = site.owners().openbao();
    for (String part : List.of("data", "tls")) {
      DataFolder.makeFolder(folder.resolve(part), "rwx------", owner);
    }
    site.authority().ensureLeaf(folder.resolve("tls"), NAME, owner);
    var configuration =
        new OpenBaoConfig(
            site.port(Port.OPENBAO),
            site.port(Port.OPENBAO_CLUSTER),
            folder.resolve("data"),
            folder.resolve("tls/server.pem"),
            folder.resolve("tls/server.key"),
            keys.unsealKey(),
            auditLog());
    Durable.write(folder.resolve("openbao.hcl"), configuration.render(), "r--------", owner);
  }

  private Launch launch(Path folder, Map<String, String> firstStart) {
    var command =
        List.of(
            site.parts().openbao().folder().resolve("bin/bao").toString(),
            "server",
            "-config=" + folder.resolve("openbao.hcl"));
    return new Launch(NAME, site.owners().openbao(), command, firstStart, folder, Farewell.PLAIN);
  }
}
